using MultiSmc.Core;

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

    /// <summary>Orders are taken back and positions sold at market.</summary>
    public Preview Sell(string kind, IReadOnlyCollection<OrderRecord> orders, IReadOnlyCollection<PositionRecord> positions)
    {
        var value = Money.Zero;
        var pnl = Money.Zero;
        var fee = Money.Zero;
        var sells = new List<PreviewSell>();
        foreach (var position in positions)
        {
            var book = state.Symbols[position.Instrument.Index];
            var worth = position.Value(state.Money.MarkOf(position.Instrument));
            var cost = worth.ShareFloor(book.Market.Strategy.TakerFeePpm);
            var result = position.SoldQuote + worth - position.BoughtQuote - position.FeeQuote;
            value += worth;
            pnl += result;
            fee += cost;
            sells.Add(new PreviewSell(book.Name, position.Setup.Number, position.Held.ToString(), worth.ToString(), result.ToString(), cost.ToString()));
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

    private bool IsMeant(InstrumentId instrument) => only is null || only.Instrument.Id == instrument;

    private PreviewCancel Show(OrderRecord order) => new(
        order.Spec.ClientOrderId.Value,
        state.NameOf(order.Spec.Instrument),
        ContractNames.Of(order.Spec.Side),
        order.Role,
        (order.Spec.Price.Raw > 0 ? order.Spec.Price : order.Spec.StopPrice).ToString(),
        new Quantity(order.Spec.Quantity.Raw - order.Filled.Raw).ToString());
}
