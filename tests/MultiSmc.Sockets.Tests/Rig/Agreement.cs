using MultiSmc.Core;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Research;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>What must hold at the end of every test, whatever happened in it.</summary>
internal static class Agreement
{
    /// <summary>
    /// Our books are the exchange's to the last unit, every position has its stop on the exchange (or the bot guards it and said so), no order left
    /// twice, every execution was booked once, and the journal gives the same once more. The node has stopped then.
    /// </summary>
    public static async Task AgreeAsync(this LiveRig rig, bool isHalted = false)
    {
        var difference = "";
        await rig.UntilAsync("books are equal", async () => (difference = await DifferenceAsync(rig)).Length == 0).ContinueWith(
            done => Assert.True(done.IsCompletedSuccessfully, $"{difference}\n{done.Exception?.GetBaseException().Message}"), TaskScheduler.Default);
        var (plan, folder, session) = (rig.Plan, rig.Folder, (await rig.StatusAsync()).Session);
        Assert.True(isHalted || rig.Watch.Told("halted") == 0, "the kernel halted");
        Assert.IsType<NodeOutcome.Stopped>(await rig.StopAsync());

        var names = rig.Sent.SelectMany(NodeWatch.OrdersOf).Select(static order => order.ClientOrderId).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        await FillsAgreeAsync(rig, folder, names);
        using var replay = JournalReplay.Open(folder.Journal, session, [typeof(StrategyTrace)]);
        Assert.IsType<ReplayOutcome.Identical>(replay.Run(BacktestKernel.Create(plan with { Session = session }, plan.Model), null, TestContext.Current.CancellationToken));
    }

    private static async Task<string> DifferenceAsync(LiveRig rig)
    {
        var before = await rig.StatusAsync();
        var (balances, open) = (await rig.Truth.BalancesAsync(), await rig.Truth.OpenOrdersAsync());
        var status = await rig.StatusAsync();
        if (!before.IsReconciled || !status.IsReconciled || status.Waiting > 0)
            return "questions are open";
        var ours = status.Balances.Where(static entry => entry.Balance.Total.Raw != 0).OrderBy(static entry => entry.Asset).ToArray();
        if (!ours.SequenceEqual(balances))
            return $"balances: {string.Join(", ", ours)}; the exchange has {string.Join(", ", balances)}";
        var known = status.Orders.Select(static order => (Name: order.Spec.ClientOrderId.ToString(), order.Filled)).OrderBy(static order => order.Name, StringComparer.Ordinal).ToArray();
        var rest = open.Where(static order => !order.ClientOrderId.ToString().StartsWith("hand-", StringComparison.Ordinal))
            .Select(static order => (Name: order.ClientOrderId.ToString(), Filled: order.ExecutedQty ?? default)).OrderBy(static order => order.Name, StringComparer.Ordinal).ToArray();
        if (!known.SequenceEqual(rest))
            return $"orders: {string.Join(", ", known)}; the exchange has {string.Join(", ", rest)}";
        return ProtectionFault(rig, status, open);
    }

    private static string ProtectionFault(LiveRig rig, NodeStatus status, IReadOnlyList<MultiSmc.Binance.Wire.OrderState> open)
    {
        var market = status.Markets[0];
        var (lot, held) = (market.View.Instrument.LotSize.Raw, market.Positions.Sum(static setup => setup.Held.Raw));
        var stopped = open.Where(static order => order is { Side.Known: Side.Sell, Type.Known: OrderType.StopLoss }).Sum(static order => order.Leaves?.Raw ?? 0);
        if (stopped >= held / lot * lot || rig.Watch.Told("guarded") > 0)
            return market.Positions.All(static setup => setup.IsProtected) || rig.Watch.Told("guarded") > 0 ? "" : "the node does not know that its stop stands";
        return $"{new Quantity(held)} are held, stops stand for {new Quantity(stopped)}";
    }

    private static async Task FillsAgreeAsync(LiveRig rig, NodeFolder folder, ClientOrderId[] names)
    {
        // A cancelled order bears the cancel's name: it is told by its beginning.
        var ours = (await rig.Truth.AllOrdersAsync())
            .Where(order => names.Any(name => rig.Truth.NameOf(order) == name || order.ClientOrderId.ToString() == name + "-c")).Select(static order => order.OrderId).ToHashSet();
        var truth = (await rig.Truth.TradesAsync()).Where(trade => ours.Contains(trade.OrderId))
            .Select(static trade => (trade.Id, trade.Price, trade.Qty, trade.QuoteQty, trade.Commission, trade.CommissionAsset)).OrderBy(static trade => trade.Id.Value).ToArray();
        using var history = JournalHistory.Open(folder.Journal);
        var booked = history.Fills(new HistoryQuery()).Select(static row => (row.TradeId, row.Price, row.Quantity, row.Quote, row.Fee, row.FeeAsset)).OrderBy(static row => row.TradeId.Value).ToArray();
        Assert.Equal(truth, booked);
    }
}
