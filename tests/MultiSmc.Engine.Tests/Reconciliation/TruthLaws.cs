using System.Globalization;
using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>
/// Several orders at once, single ones and the legs of OCOs, whose reports arrive in any order, several times or never. One comparison of books,
/// whose questions fail now and then, ends in the exchange's truth.
/// </summary>
public sealed class TruthLaws
{
    /// <summary>What truly became of an order, or of the two legs of an OCO, and how the network treats its reports.</summary>
    private sealed record Fate(bool IsOco, int[] Lots, OrderStatus? End, int[] Copies);

    private sealed record Story(Fate[] Fates, ulong Seed);

    private sealed record Truth(OrderSpec Order, List<ExecutionReport> Reports, int[] Copies)
    {
        public ExecutionReport Last => Reports[^1] with { Fill = null, Execution = ExecutionType.Status };

        public IEnumerable<Fill> Fills => Reports.Select(report => report.Fill).OfType<Fill>();
    }

    private static readonly OrderStatus?[] Ends = [null, OrderStatus.Filled, OrderStatus.Canceled, OrderStatus.Expired, OrderStatus.ExpiredInMatch];

    private static readonly Gen<Fate> Fates = Gen.Select(
        Gen.Bool,
        Gen.Int[1, 5].Array[0, 4],
        Gen.Int[0, 4].Select(end => Ends[end]),
        Gen.Int[0, 3].Array[6],
        (isOco, lots, end, copies) => new Fate(isOco, lots, lots.Length == 0 && end == OrderStatus.Filled ? null : end, copies));

    private static readonly Gen<Story> Stories = Gen.Select(Fates.Array[1, 4], Gen.ULong, (fates, seed) => new Story(fates, seed));

    [Fact]
    public void Whatever_was_lost_one_comparison_ends_in_the_truth() =>
        Stories.Sample(
            story =>
            {
                var rig = new KernelRig();
                var random = new SplitMix64(story.Seed);
                var truths = Place(rig, story);
                var done = new HashSet<ClientOrderId>();
                foreach (var report in Shuffled(truths.SelectMany(Copies), ref random))
                {
                    rig.Report(report);
                    CheckDone(rig, truths, done);
                }

                rig.Now += Duration.FromSeconds(1);
                Answer(rig, truths, rig.Link(VenueLink.UserData, isUp: true).Requests, ref random);

                Assert.True(rig.Kernel.IsReconciled);
                Assert.Equal(EntryLock.None, rig.Locks());
                foreach (var truth in truths)
                {
                    var state = rig.StateOf(truth.Order);
                    Assert.Equal((truth.Last.Filled, truth.Last.FilledQuote), (state.Filled, state.FilledQuote));
                    Assert.Equal(truth.Last.Status.IsFinal() ? WorkingState.Done : WorkingState.Live, state.State);
                }

                var told = rig.Spies[0].Fills.OfType<Fill>().Select(fill => fill.TradeId.Value).Order();
                Assert.Equal(truths.SelectMany(truth => truth.Fills).Select(fill => fill.TradeId.Value).Order(), told);
                CheckDone(rig, truths, done);
            },
            iter: 1_000);

    private static void CheckDone(KernelRig rig, List<Truth> truths, HashSet<ClientOrderId> done)
    {
        foreach (var truth in truths)
        {
            if (!rig.StateOf(truth.Order).IsOpen)
                done.Add(truth.Order.ClientOrderId);
            else
                Assert.DoesNotContain(truth.Order.ClientOrderId, done);
        }
    }

    private static List<Truth> Place(KernelRig rig, Story story)
    {
        var truths = new List<Truth>();
        rig.Spies[0].Does = (context, call) =>
        {
            if (!call.StartsWith("trade", StringComparison.Ordinal))
                return;
            foreach (var fate in story.Fates)
            {
                var first = TruthOf(Given.Sell(context.NextName(), Quantity(fate), "101"), fate, truths.Count);
                truths.Add(first);
                if (!fate.IsOco)
                {
                    context.Place(first.Order);
                    continue;
                }

                // The first execution of a leg, and the end of one, ends the other.
                var isOver = fate.Lots.Length > 0 || fate.End is not null;
                var other = fate with { Lots = [], End = isOver ? OrderStatus.Expired : null };
                var second = TruthOf(Given.Sell(context.NextName(), Quantity(fate), "99") with { Type = OrderType.StopLoss }, other, truths.Count);
                truths.Add(second);
                context.PlaceOco(new ClientListId(context.NextName()), first.Order, second.Order);
            }
        };
        rig.Trade("100");
        rig.Spies[0].Does = null;
        return truths;
    }

    private static string Quantity(Fate fate) => (fate.Lots.Sum() + (fate.End == OrderStatus.Filled ? 0 : 1)).ToString(CultureInfo.InvariantCulture);

    private static Truth TruthOf(OrderSpec order, Fate fate, int index)
    {
        var reports = new List<ExecutionReport> { Given.Report(order, OrderStatus.New) };
        var filled = Core.Quantity.Zero;
        for (var i = 0; i < fate.Lots.Length; i++)
        {
            var lots = new Quantity(fate.Lots[i] * FixedPoint.Scale);
            filled += lots;
            var status = filled == order.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
            reports.Add(Given.Execution(order, status, Given.Fill(order, (i + 1) * 100 + index, lots.ToString()), filled.ToString()));
        }

        if (fate.End is { } end && end != OrderStatus.Filled)
            reports.Add(Given.Report(order, end, filled.ToString()));
        return new Truth(order, reports, fate.Copies);
    }

    private static IEnumerable<ExecutionReport> Copies(Truth truth) => truth.Reports.SelectMany((report, i) => Enumerable.Repeat(report, truth.Copies[i]));

    private static void Answer(KernelRig rig, List<Truth> truths, IEnumerable<VenueRequest> requests, ref SplitMix64 random)
    {
        var open = new Queue<VenueRequest>(requests);
        for (var steps = 0; !rig.Kernel.IsReconciled; steps++)
        {
            Assert.True(steps < 1_000, "the comparison comes to an end");
            if (!open.TryDequeue(out var request))
            {
                foreach (var late in rig.Wait(1))
                    open.Enqueue(late);
                continue;
            }

            var outcome = random.NextBelow(5) == 0 ? rig.Fails(request) : Say(rig, truths, request);
            foreach (var next in outcome.Requests)
                open.Enqueue(next);
        }
    }

    private static Outcome Say(KernelRig rig, List<Truth> truths, VenueRequest request) => request switch
    {
        VenueRequest.QueryAccount => rig.Account(),
        VenueRequest.QueryOpenOrders => rig.OpenOrders([.. truths.Select(truth => truth.Last).Where(last => !last.Status.IsFinal())]),
        VenueRequest.QueryOrder about => rig.Report(truths.Single(truth => truth.Order.ClientOrderId == about.ClientOrderId).Last),
        VenueRequest.QueryFills since => rig.Fills(
            [.. truths.SelectMany(truth => truth.Fills).Where(fill => fill.TradeId.Value > since.After.Value).OrderBy(fill => fill.TradeId.Value)]),
        _ => throw new InvalidOperationException($"not a question: {request}"),
    };

    private static ExecutionReport[] Shuffled(IEnumerable<ExecutionReport> reports, ref SplitMix64 random)
    {
        var shuffled = reports.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = (int)random.NextBelow(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
