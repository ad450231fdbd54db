using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class OrderUnderDepth
{
    private static readonly SimulationParameters Queue = Free with { FillModel = FillModel.Queue };

    [Fact]
    public void Stands_behind_what_is_shown_at_its_price()
    {
        var rig = new DepthRig(Queue);
        rig.Rig.Buy("98", "1");
        // 4 were shown at 98.
        Assert.Empty(rig.Rig.SellerPrint("98", "3").Fills());
        var fill = Assert.Single(rig.Rig.SellerPrint("98", "1.5").Fills());
        Assert.Equal((Q("0.5"), "T2/queue"), (fill.Quantity, fill.Evidence));
    }

    [Fact]
    public void Inside_the_spread_has_nothing_ahead()
    {
        var rig = new DepthRig(Queue);
        rig.Rig.Buy("99.50", "1");
        Assert.Equal(Q("0.4"), Assert.Single(rig.Rig.SellerPrint("99.50", "0.4").Fills()).Quantity);
    }

    [Theory]
    [InlineData(QueueDepletion.RiskAverse, "1", "0.5")] // at most the 2 that are left stand ahead
    [InlineData(QueueDepletion.Probabilistic, "1", "0.5")] // nobody is behind: all that left stood ahead
    public void Moves_up_when_its_level_shrinks_without_prints(QueueDepletion depletion, string printed, string filled)
    {
        var rig = new DepthRig(Queue with { QueueDepletion = depletion });
        rig.Rig.Buy("98", "1");
        rig.Change(Side.Buy, "98", "2");
        Assert.Empty(rig.Rig.SellerPrint("98", printed).Fills());
        Assert.Empty(rig.Rig.SellerPrint("98", "1").Fills());
        Assert.Equal(Q(filled), Assert.Single(rig.Rig.SellerPrint("98", filled).Fills()).Quantity);
    }

    [Fact]
    public void Is_overtaken_in_the_risk_averse_rule_and_moves_up_by_the_cubes_in_the_other()
    {
        // 4 ahead; 4 more come behind; then 4 of the 8 leave. By the cubes half of them stood ahead.
        foreach (var (depletion, ahead) in new[] { (QueueDepletion.RiskAverse, "4"), (QueueDepletion.Probabilistic, "2") })
        {
            var rig = new DepthRig(Queue with { QueueDepletion = depletion });
            rig.Rig.Buy("98", "1");
            rig.Change(Side.Buy, "98", "8");
            rig.Change(Side.Buy, "98", "4");
            Assert.Empty(rig.Rig.SellerPrint("98", ahead).Fills());
            Assert.Single(rig.Rig.SellerPrint("98", "0.1").Fills());
        }
    }

    [Fact]
    public void That_is_crossed_by_the_recorded_book_fills_up_to_what_is_shown_there()
    {
        var rig = new DepthRig(Free);
        rig.Rig.Buy("99.50", "3");
        var fill = Assert.Single(rig.Change(Side.Sell, "99.40", "2").Fills());
        Assert.Equal((P("99.50"), Q("2"), "T2/crossed"), (fill.Price, fill.Quantity, fill.Evidence));
    }

    [Fact]
    public void That_takes_walks_the_levels_and_does_not_find_them_again()
    {
        var rig = new DepthRig(Free);
        var fills = rig.Rig.Place(Order("m", Side.Sell, OrderType.Market, "4")).Fills();
        Assert.Equal(["1@99", "3@98"], fills.Select(f => $"{f.Quantity}@{f.Price}"));
        Assert.All(fills, f => Assert.Equal("T2/taker", f.Evidence));
        Assert.Equal(["1@98", "2@97"], rig.Rig.Place(Order("n", Side.Sell, OrderType.Market, "3")).Fills().Select(f => $"{f.Quantity}@{f.Price}"));
        Assert.Contains("INSUFFICIENT_LIQUIDITY", rig.Rig.Place(Order("o", Side.Buy, OrderType.Market, "8")).Story(), StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_a_stop_walks_the_bids_when_it_is_elected()
    {
        var rig = new DepthRig(Free);
        rig.Rig.BuyerPrint("100", "0.1");
        rig.Rig.Place(Order("s", Side.Sell, OrderType.StopLoss, "2", stop: "99"));
        var fills = rig.Rig.SellerPrint("99", "0.1").Fills();
        Assert.Equal(["1@99 T2/stop", "1@98 T2/stop"], fills.Select(f => $"{f.Quantity}@{f.Price} {f.Evidence}"));
    }

    [Fact]
    public void Falls_back_to_the_quote_after_a_gap()
    {
        var rig = new DepthRig(Free);
        rig.Send(new DepthChange(50, 51, rig.Rig.Now, P("98"), Q("1"), DepthMarks.First | DepthMarks.Last));
        Assert.Equal("T1/taker", rig.Rig.Place(Order("m", Side.Sell, OrderType.Market, "1")).Fills()[0].Evidence);
    }

    /// <summary>Bids 1 at 99, 4 at 98, 9 at 97; asks 2 at 100, 3 at 101.</summary>
    private sealed class DepthRig
    {
        private long _update = 10;

        public DepthRig(SimulationParameters parameters)
        {
            Rig = new VenueRig(parameters);
            var levels = new[] { (Side.Buy, "99", "1"), (Side.Buy, "98", "4"), (Side.Buy, "97", "9"), (Side.Sell, "100", "2"), (Side.Sell, "101", "3") };
            for (var i = 0; i < levels.Length; i++)
            {
                var (side, price, size) = levels[i];
                var marks = DepthMarks.Snapshot | (i == 0 ? DepthMarks.First : 0) | (i == levels.Length - 1 ? DepthMarks.Last : 0);
                Send(new DepthChange(_update, _update, Rig.Now, P(price), Q(size), marks | (side == Side.Sell ? DepthMarks.Ask : 0)));
            }
        }

        public VenueRig Rig { get; }

        public List<VenueEvent> Change(Side side, string price, string size)
        {
            _update++;
            return Send(new DepthChange(
                _update, _update, Rig.Now, P(price), Q(size), DepthMarks.First | DepthMarks.Last | (side == Side.Sell ? DepthMarks.Ask : 0)));
        }

        public List<VenueEvent> Send(DepthChange change)
        {
            Rig.Tick();
            Rig.Venue.OnMarket(new MarketEvent(BtcUsdt.Id, change with { Time = Rig.Now }));
            return Rig.Drain();
        }
    }
}
