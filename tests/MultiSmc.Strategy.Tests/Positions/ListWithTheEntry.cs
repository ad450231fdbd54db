using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class ListWithTheEntry
{
    [Theory]
    [InlineData(ProtectionKind.Otoco, false)]
    [InlineData(ProtectionKind.Opoco, true)]
    public void Holds_entry_target_and_stop_net_of_commission(ProtectionKind kind, bool isFromProceeds)
    {
        var list = Resting(out _, kind);

        Assert.Equal((isFromProceeds, Of("43.054")), (list.FromProceeds, list.Working.Quantity));
        Assert.Equal((Of("43.010"), At("101.30")), (list.Above.Quantity, list.Above.Price));
        Assert.Equal((Of("43.010"), At("100.14")), (list.Below.Quantity, list.Below.StopPrice));
    }

    [Fact]
    public void Protects_by_itself_once_the_entry_is_completely_filled()
    {
        var list = Resting(out var rig);

        rig.Fill(list.Working, "43.054", "100.52", feePpm: 1_000).AcceptOco(new VenueRequest.PlaceOco(list.ListId, list.Above, list.Below)).Trade("100.60");

        Assert.Single(rig.Sent);
        rig.Expired(list.Below).Fill(list.Above, "43.010", "101.30");
        Assert.Equal(ExitReason.Target, rig.Trip.Reason);
    }

    [Fact]
    public void Leaves_a_part_of_the_entry_to_the_bot_which_sells_it_at_the_stop()
    {
        var list = Resting(out var rig);
        rig.Fill(list.Working, "10", "100.52");
        Assert.Single(rig.Sent);

        rig.Trade("100.10");
        Assert.Contains(new VenueRequest.CancelList(Ltc.Id, list.ListId), rig.Sent);
        rig.Cancelled(list.Working).Cancelled(list.Above).Cancelled(list.Below);

        Assert.Equal((OrderType.Market, Of("10")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
        rig.Fill(rig.LastPlaced, "10", "100.09");
        Assert.Equal(ExitReason.GuardedStop, rig.Trip.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whose_entry_is_cancelled_after_a_part_gets_an_oco_for_the_part(bool isEntryFirst)
    {
        var list = Resting(out var rig);
        rig.Fill(list.Working, "10", "100.52");
        if (isEntryFirst)
            rig.Cancelled(list.Working).Cancelled(list.Above).Cancelled(list.Below);
        else
            rig.Cancelled(list.Above).Cancelled(list.Below).Cancelled(list.Working);

        Assert.Equal((Of("10"), Of("10")), (Assert.Single(rig.Ocos).Above.Quantity, rig.LastOco.Below.Quantity));
    }

    [Fact]
    public void Whose_legs_are_refused_when_they_are_to_work_is_replaced_by_an_oco()
    {
        var list = Resting(out var rig);

        rig.Fill(list.Working, "43.054", "100.52", feePpm: 1_000).Expired(list.Above).Expired(list.Below);

        Assert.Equal(Of("43.010"), Assert.Single(rig.Ocos).Below.Quantity);
    }

    [Fact]
    public void That_is_refused_as_a_whole_is_tried_again_at_the_next_packet()
    {
        var rig = new StrategyRig(new StrategyParameters { HoldPackets = 50, Protection = ProtectionKind.Otoco }).Trade(Breakout);
        var list = Assert.IsType<VenueRequest.PlaceOtoco>(Assert.Single(rig.Sent));

        rig.Refused(list.Working, list.Above, list.Below).Trade("100.80");

        Assert.Equal(2, rig.Sent.OfType<VenueRequest.PlaceOtoco>().Count());
    }

    private static VenueRequest.PlaceOtoco Resting(out StrategyRig rig, ProtectionKind kind = ProtectionKind.Otoco)
    {
        rig = new StrategyRig(new StrategyParameters { HoldPackets = 50, Protection = kind }).Trade(Breakout);
        var list = Assert.IsType<VenueRequest.PlaceOtoco>(Assert.Single(rig.Sent));
        rig.Accept(list.Working, list.ListId).Pending(list.Above, list.ListId).Pending(list.Below, list.ListId).Trade("100.80");
        return list;
    }
}
