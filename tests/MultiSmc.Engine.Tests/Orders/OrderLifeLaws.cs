using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>The life of an order at the exchange, and its reports as a bad network brings them: in any order, several times or never.</summary>
public sealed class OrderLifeLaws
{
    /// <summary>What truly happened, how often each report arrives, and in which order.</summary>
    private sealed record Life(int[] Lots, OrderStatus? End, int[] Copies, ulong Shuffle);

    private static readonly OrderStatus?[] Ends = [null, OrderStatus.Filled, OrderStatus.Canceled, OrderStatus.Expired, OrderStatus.ExpiredInMatch];

    private static readonly Gen<Life> Lives = Gen.Select(
        Gen.Int[1, 5].Array[0, 5],
        Gen.Int[0, 4].Select(end => Ends[end]),
        Gen.Int[0, 3].Array[7],
        Gen.ULong,
        (lots, end, copies, shuffle) => new Life(lots, lots.Length == 0 && end == OrderStatus.Filled ? OrderStatus.Canceled : end, copies, shuffle));

    [Fact]
    public void After_one_true_report_the_ledger_holds_the_truth_of_what_was_reported() =>
        Lives.Sample(
            life =>
            {
                var (order, reports, truth) = Tell(life);
                var ledger = new OrderLedger();
                var state = ledger.Register(order, null);
                var booked = new List<Fill>();
                var wasDone = false;
                var arriving = Deliver(reports, life);
                foreach (var report in arriving)
                {
                    Assert.Same(state, ledger.Apply(report, out var fill));
                    Assert.True(fill is null || fill == report.Fill);
                    if (fill is not null)
                        booked.Add(fill);
                    Assert.True(!wasDone || state.State == WorkingState.Done, "Done never re-opens");
                    wasDone = state.State == WorkingState.Done;
                    CheckBooks(state, booked);
                    Assert.Empty(ledger.Unanswered());
                }

                Assert.Equal(arriving.Length == 0 ? 1 : 0, ledger.Unanswered().Count());
                ledger.Apply(truth, out var none);
                Assert.Null(none);
                Assert.Empty(ledger.Unanswered());
                CheckBooks(state, booked);
                Assert.Equal(truth.Status, state.Status);
                Assert.Equal(truth.Status.IsFinal() ? WorkingState.Done : WorkingState.Live, state.State);
                var told = arriving.Select(report => report.Fill).OfType<Fill>().Select(fill => fill.TradeId.Value).Distinct();
                Assert.Equal(told.Order(), booked.Select(fill => fill.TradeId.Value).Order());
            },
            iter: 2_000);

    [Fact]
    public void When_every_report_arrives_the_ledger_holds_all_that_was_filled() =>
        Lives.Sample(
            life =>
            {
                var everything = life with { Copies = [.. life.Copies.Select(copies => Math.Max(1, copies))] };
                var (order, reports, truth) = Tell(everything);
                var ledger = new OrderLedger();
                var state = ledger.Register(order, null);
                foreach (var report in Deliver(reports, everything))
                    ledger.Apply(report, out _);
                return state.Filled == truth.Filled && state.FilledQuote == truth.FilledQuote
                    && state.IsOpen == !truth.Status.IsFinal();
            },
            iter: 2_000);

    private static void CheckBooks(OrderState state, List<Fill> booked)
    {
        Assert.Equal(booked.Count, booked.Select(fill => fill.TradeId).Distinct().Count());
        Assert.Equal(booked.Sum(fill => fill.Quantity.Raw), state.Filled.Raw);
        Assert.Equal(booked.Sum(fill => fill.QuoteAmount.Raw), state.FilledQuote.Raw);
        Assert.Equal(state.Spec.Quantity - state.Filled, state.Remaining);
    }

    /// <summary>The order, its reports in the order in which they were sent, and what a query answers afterwards.</summary>
    private static (OrderSpec Order, List<ExecutionReport> Reports, ExecutionReport Truth) Tell(Life life)
    {
        var rest = life.End == OrderStatus.Filled ? 0 : 1;
        var order = Given.Buy("a", (life.Lots.Sum() + rest).ToString(System.Globalization.CultureInfo.InvariantCulture), "100.07");
        var reports = new List<ExecutionReport> { Given.Report(order, OrderStatus.New) };
        var filled = Quantity.Zero;
        for (var i = 0; i < life.Lots.Length; i++)
        {
            var lots = new Quantity(life.Lots[i] * FixedPoint.Scale);
            filled += lots;
            var fill = Given.Fill(order, 100 + i, lots.ToString());
            var status = filled == order.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
            reports.Add(Given.Execution(order, status, fill, filled.ToString()));
        }

        if (life.End is { } end && end != OrderStatus.Filled)
            reports.Add(Given.Report(order, end, filled.ToString()));
        return (order, reports, reports[^1] with { Fill = null });
    }

    private static ExecutionReport[] Deliver(List<ExecutionReport> reports, Life life)
    {
        var arriving = reports.SelectMany((report, i) => Enumerable.Repeat(report, life.Copies[i])).ToArray();
        var random = new SplitMix64(life.Shuffle);
        for (var i = arriving.Length - 1; i > 0; i--)
        {
            var other = (int)random.NextBelow(i + 1);
            (arriving[i], arriving[other]) = (arriving[other], arriving[i]);
        }

        return arriving;
    }
}
