using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class OrderMetricsTests
{
    private readonly RunBuilder _run = new();

    [Fact]
    public void Every_order_has_one_outcome()
    {
        var whole = _run.Place(Fixtures.Day(0), 0);
        _run.Buy(Fixtures.Day(0.1), whole, "0.04", "4").Buy(Fixtures.Day(0.2), whole, "0.06", "6");
        var part = _run.Place(Fixtures.Day(0), 1);
        _run.Buy(Fixtures.Day(0.1), part, "0.05", "5").Cancel(Fixtures.Day(0.2), part, "zone-expired", "101");
        var refused = _run.Place(Fixtures.Day(0), 2);
        _run.Trace(new StrategyTrace.EntryRefused(2, 2, Fixtures.Day(0), refused, -2010, "would take"));
        _run.Cancel(Fixtures.Day(0.3), _run.Place(Fixtures.Day(0), 3), "model", "101");
        _run.Place(Fixtures.Day(0), 4);

        var orders = Measure();

        Assert.Equal(5, orders.Placed);
        Assert.Equal((1, 1, 1, 1, 1), (orders.Filled, orders.FilledInPart, orders.Refused, orders.Cancelled, orders.Working));
        Assert.Equal(0.4, orders.FillRate);
    }

    [Fact]
    public void An_order_that_follows_its_zone_counts_once_among_the_setups()
    {
        _run.Cancel(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 0), "reprice", "101");
        var second = _run.Place(Fixtures.Day(0.2), 0);
        _run.Buy(Fixtures.Day(0.3), second, "0.1", "10");
        _run.Place(Fixtures.Day(0.4), 0, Fixtures.Eth); // another instrument's setup of the same number

        var orders = Measure();

        Assert.Equal(1.0 / 3, orders.FillRate);
        Assert.Equal(2, orders.Setups);
        Assert.Equal(0.5, orders.SetupFillRate);
    }

    [Fact]
    public void Cancels_are_grouped_by_reason_with_their_distance()
    {
        // Entry 100, last price 125, 160 and 200: 20 %, 37.5 % and 50 % of the price away.
        Cancel("model", "125");
        Cancel("zone-expired", "200");
        Cancel("model", "160");

        var orders = Measure();

        Assert.Equal([new CancelGroup("model", 2, 2_875), new CancelGroup("zone-expired", 1, 5_000)], orders.Cancels);
        Assert.Equal(3_750, orders.MedianCancelDistanceBps);

        void Cancel(string reason, string last) => _run.Cancel(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 0), reason, last);
    }

    [Fact]
    public void A_fill_that_overtakes_its_cancel_is_counted()
    {
        var late = _run.Place(Fixtures.Day(0), 0);
        _run.Cancel(Fixtures.Day(0.1), late, "model", "101").Buy(Fixtures.Day(0.2), late, "0.1", "10");
        var early = _run.Place(Fixtures.Day(0), 1);
        _run.Buy(Fixtures.Day(0.1), early, "0.05", "5").Cancel(Fixtures.Day(0.2), early, "zone-expired", "101");

        Assert.Equal(1, Measure().FilledWhileCancelling);
    }

    [Fact]
    public void Time_to_fill_runs_from_sending_to_the_first_fill()
    {
        Fill(1);
        Fill(2);
        Fill(6);

        Assert.Equal(Fixtures.Hours(2), Measure().MedianTimeToFill);

        void Fill(int hours) => _run.Buy(Fixtures.Monday + Fixtures.Hours(hours), _run.Place(Fixtures.Day(0), hours), "0.1", "10");
    }

    [Fact]
    public void Maker_share_is_by_quote_and_evidence_by_rule()
    {
        var id = _run.Place(Fixtures.Day(0), 0);
        _run.Buy(Fixtures.Day(0.1), id, "0.05", "5").Buy(Fixtures.Day(0.1), id, "0.05", "25", "T0/gap");
        _run.Fill(Fills.TakenSale(Fixtures.Day(0.2), "stop", "0.1", "10"));

        var orders = Measure();

        Assert.Equal(3, orders.Fills);
        Assert.Equal(0.75, orders.MakerShare);
        Assert.Equal(
            [
                new EvidenceGroup("T0/gap", 1, Fixtures.Usd("25")), new EvidenceGroup("T0/taker", 1, Fixtures.Usd("10")),
                new EvidenceGroup("T0/trade-through", 1, Fixtures.Usd("5")),
            ],
            orders.Evidence);
    }

    [Fact]
    public void Undefined_is_null_without_orders()
    {
        var orders = Measure();

        Assert.Null(orders.FillRate);
        Assert.Null(orders.SetupFillRate);
        Assert.Null(orders.MakerShare);
        Assert.Null(orders.MedianTimeToFill);
        Assert.Null(orders.MedianCancelDistanceBps);
        Assert.Null(orders.StopSlippage.MeanBps);
        Assert.Null(orders.StopSlippage.WorstBps);
    }

    private OrderMetrics Measure() =>
        OrderMetrics.Compute(_run.Recorder.Entries, _run.Recorder.Fills, _run.Recorder.Trips, _run.Recorder.AfterFills.Fills);
}
