using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>What a page is told before its first frame.</summary>
internal sealed class TerminalDescription(TerminalModel model, bool isReadOnly, TerminalOptions options)
{
    /// <summary>Version of the contract with the page.</summary>
    public const int Protocol = 1;

    /// <summary>Packets that one answer holds at most.</summary>
    public const int MaxPackets = 20_000;

    /// <summary>Nothing can be commanded here.</summary>
    public bool IsReadOnly => isReadOnly;

    /// <summary>A symbol of the session: the named one, else the first.</summary>
    public string SymbolOr(string? symbol) =>
        model.Setup.Markets.FirstOrDefault(market => market.Instrument.Symbol == symbol)?.Instrument.Symbol ?? model.Setup.Markets[0].Instrument.Symbol;

    public HelloReply Hello(int protocol, Role role)
    {
        var setup = model.Setup;
        var risk = setup.Risk;
        return new HelloReply
        {
            Proto = Protocol,
            Error = protocol == Protocol ? null : "proto",
            Build = new BuildInfo(setup.Version, setup.Commit),
            Epoch = model.Epoch,
            Mode = ContractNames.Kebab(setup.Mode.ToString()),
            Now = model.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Symbols = [.. setup.Markets.Select(Describe)],
            Limits = new LimitsInfo(
                MaxPackets,
                (long)PreparedLife.Time.TotalMilliseconds,
                risk.DailyLossPpm > 0 ? risk.DailyLossPpm / 1e6 : null,
                risk.MaxExposurePpm > 0 ? model.Read(state => state.Money.Equity).ShareFloor(risk.MaxExposurePpm).ToString() : null,
                risk.MaxPositions),
            ReadOnly = isReadOnly || role != Role.Trade,
            Role = role == Role.Trade ? "trade" : "view",
            Venue = setup.Venue,
        };
    }

    private SymbolInfo Describe(TerminalMarket market)
    {
        var instrument = market.Instrument;
        var strategy = market.Strategy;
        var hasModel = market.Model is not null;
        return new SymbolInfo
        {
            Name = instrument.Symbol,
            Base = instrument.Base.Code,
            Quote = instrument.Quote.Code,
            PriceDecimals = instrument.PriceUnits.Decimals,
            Tick = instrument.TickUnits,
            QtyDecimals = instrument.QuantityUnits.Decimals,
            Step = instrument.LotSize.ToString(),
            Bucket = new Scales(instrument).Quote(market.Packets.Bucket),
            VpinWindow = market.Packets.VpinWindow,
            VpinAlarm = options.VpinAlarm,
            VpinQuantile = options.VpinAlarm is null ? options.VpinAlarmQuantile : null,
            Approach = strategy.ApproachPpm / 1e6,
            Threshold = hasModel && strategy.ThresholdKind == ThresholdKind.Fixed ? strategy.Threshold : null,
            Rearm = hasModel && strategy.IsRearmOn ? strategy.Hysteresis : null,
            Model = market.Model,
        };
    }
}
