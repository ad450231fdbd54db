using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>What a command would do, at the prices of now.</summary>
/// <param name="state">The session.</param>
/// <param name="only">One symbol, or null for all.</param>
internal sealed class CommandPreview(SessionState state, SymbolBook? only)
{
    /// <summary>Entries that rest.</summary>
    public List<OrderRecord> Entries() => [.. state.Orders.Open.Where(order => order.Role == "entry" && IsMeant(order.Spec.Instrument))];

    /// <summary>Positions that are open.</summary>
    public List<PositionRecord> Positions(int? setup) =>
        state.Positions.FindAll(position => IsMeant(position.Instrument) && (setup is null || position.Setup.Number == setup));

    /// <summary>Targets and stops of positions.</summary>
    public List<OrderRecord> Protection(IReadOnlyCollection<PositionRecord> positions) =>
    [
        .. state.Orders.Open.Where(order => order.Role is "tp" or "sl"
            && positions.Any(position => position.Instrument == order.Spec.Instrument && position.Setup.Number == order.Setup)),
    ];

    /// <summary>Orders are taken back.</summary>
    public Preview Cancel(string kind, IReadOnlyCollection<OrderRecord> orders) => Sell(kind, orders, []);

    /// <summary>
    /// Whether a part of a position is enough for an order at market, and what is left can rest as a target and a stop. With several targets the kernel, which
    /// knows what each part holds, has the last word.
    /// </summary>
    /// <param name="position">The position.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="mark">The last price.</param>
    /// <param name="ppm">The part, in millionths.</param>
    public static bool CanSell(PositionRecord position, Instrument instrument, Price mark, int ppm)
    {
        if (ppm == PositionPart.Whole)
            return true;
        var sold = PartOf(position, instrument, ppm);
        var rest = position.Held.RoundDownTo(instrument.LotSize) - sold;
        return sold.Raw > 0 && Passes(instrument.CheckMarketQuantity(sold)) && Passes(instrument.CheckNotional(mark, sold))
            && Passes(instrument.CheckLimit(position.Setup.Stop, rest)) && Passes(instrument.CheckLimit(position.Setup.Target, rest));
    }

    /// <summary>Orders are taken back and positions, or a part of each, sold at market.</summary>
    public Preview Sell(string kind, IReadOnlyCollection<OrderRecord> orders, IReadOnlyCollection<PositionRecord> positions, int ppm = PositionPart.Whole)
    {
        var value = Money.Zero;
        var pnl = Money.Zero;
        var fee = Money.Zero;
        var sells = new List<PreviewSell>();
        foreach (var position in positions)
        {
            var book = state.Symbols[position.Instrument.Index];
            var quantity = PartOf(position, book.Instrument, ppm);
            var worth = state.Money.MarkOf(position.Instrument).Notional(quantity);
            var cost = worth.ShareFloor(book.Market.Strategy.TakerFeePpm);
            // Of a part, its share of what the position has cost and earned so far.
            var result = position.ShareSoFar(quantity) + worth;
            value += worth;
            pnl += result;
            fee += cost;
            sells.Add(new PreviewSell(book.Name, position.Setup.Number, quantity.ToString(), worth.ToString(), result.ToString(), cost.ToString()));
        }

        var symbols = orders.Select(static order => order.Spec.Instrument).Concat(positions.Select(static position => position.Instrument)).Distinct().Count();
        return new Preview(
            kind,
            [.. orders.Select(Show)],
            orders.Count(static order => order.Role is "tp" or "sl"),
            sells,
            value.ToString(),
            pnl.ToString(),
            fee.ToString(),
            symbols > 0 ? symbols : only is null ? state.Symbols.Length : 1,
            null);
    }

    private static bool Passes(FilterVerdict verdict) => verdict == FilterVerdict.Passes;

    private static Quantity PartOf(PositionRecord position, Instrument instrument, int ppm) =>
        ppm == PositionPart.Whole ? position.Held : new PositionPart.Share(ppm).Of(position.Held.RoundDownTo(instrument.LotSize), instrument.LotSize);

    private bool IsMeant(InstrumentId instrument) => only is null || only.Instrument.Id == instrument;

    private PreviewCancel Show(OrderRecord order) => new(
        order.Spec.ClientOrderId.Value,
        state.NameOf(order.Spec.Instrument),
        ContractNames.Of(order.Spec.Side),
        order.Role,
        (order.Spec.Price.Raw > 0 ? order.Spec.Price : order.Spec.StopPrice).ToString(),
        new Quantity(order.Spec.Quantity.Raw - order.Filled.Raw).ToString());
}
