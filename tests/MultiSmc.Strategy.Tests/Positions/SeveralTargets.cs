using CsCheck;
using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class SeveralTargets
{
    private static StrategyParameters Split { get; } = new() { HoldPackets = 50, FurtherTargets = [new TargetShare(1, 300_000), new TargetShare(2, 200_000)] };

    [Fact]
    public void Divide_what_was_bought_into_parts_with_one_stop()
    {
        var rig = Protection.Resting(out var entry, Split);

        rig.Fill(entry, "43.054", "100.52");

        Assert.Equal([Of("21.527"), Of("12.916"), Of("8.611")], rig.Ocos.Select(oco => oco.Above.Quantity));
        Assert.All(rig.Ocos, oco => Assert.Equal((At("100.14"), oco.Above.Quantity), (oco.Below.StopPrice, oco.Below.Quantity)));
        Assert.Equal(At("101.30"), rig.Ocos[0].Above.Price);
        Assert.True(rig.Ocos[0].Above.Price < rig.Ocos[1].Above.Price && rig.Ocos[1].Above.Price < rig.Ocos[2].Above.Price);
    }

    [Fact]
    public void Become_one_when_a_part_could_not_rest_on_the_exchange()
    {
        var rig = new StrategyRig(Split, new RiskLimits { MaxNotionalPpm = 1_000 }).Trade(Breakout); // 10 USDT: half of it is under the minimum of 5
        var entry = rig.LastPlaced;
        rig.Accept(entry).Trade("100.80").Fill(entry, entry.Quantity.ToString(), "100.52");

        Assert.Equal((At("101.30"), entry.Quantity), (Assert.Single(rig.Ocos).Above.Price, rig.LastOco.Above.Quantity));
    }

    [Fact]
    public void Of_an_entry_that_filled_too_little_to_be_divided_are_one_and_nothing_is_left_bare()
    {
        var rig = Protection.Resting(out var entry, Split);

        rig.Fill(entry, "0.090", "100.52").Cancelled(entry); // 9 USDT: no part of it could rest alone

        Assert.Equal(Of("0.090"), Assert.Single(rig.Ocos).Below.Quantity);
        Assert.Empty(rig.Traces.OfType<StrategyTrace.Closed>());
    }

    [Fact]
    public void Close_the_position_when_the_last_part_has_left()
    {
        var rig = Protection.Resting(out var entry, Split).Fill(entry, "43.054", "100.52");
        var parts = rig.Ocos;
        foreach (var part in parts)
        {
            Assert.Empty(rig.Traces.OfType<StrategyTrace.Closed>());
            rig.AcceptOco(part).Expired(part.Below).Fill(part.Above, part.Above.Quantity.ToString(), part.Above.Price.ToString());
        }

        Assert.Equal((ExitReason.Target, Of("43.054")), (rig.Trip.Reason, rig.Trip.Sold));
        Assert.Equal(Money.Zero, rig.Risk.Committed);
        Assert.Equal(Money.Zero, rig.Risk.CommittedRisk);
    }

    [Fact]
    public void Move_the_stop_of_the_rest_to_break_even_after_the_first()
    {
        var rig = Protection.Resting(out var entry, Split with { IsBreakEvenMoveOn = true }).Fill(entry, "43.054", "100.52");
        var (first, second, third) = (rig.Ocos[0], rig.Ocos[1], rig.Ocos[2]);
        rig.AcceptOco(first).AcceptOco(second).AcceptOco(third).Trade("101.30");

        rig.Expired(first.Below).Fill(first.Above, "21.527", "101.30");
        Assert.Equal([second.ListId, third.ListId], rig.Sent.OfType<VenueRequest.CancelList>().Select(cancel => cancel.ListId));
        rig.Cancelled(second.Above).Cancelled(second.Below).Cancelled(third.Above).Cancelled(third.Below);

        // 100.52 × 1.001 / 0.999 = 100.7213, up to the tick.
        Assert.Equal([(At("100.73"), Of("12.916")), (At("100.73"), Of("8.611"))], rig.Ocos.Skip(3).Select(oco => (oco.Below.StopPrice, oco.Below.Quantity)));
        Assert.Equal([second.Above.Price, third.Above.Price], rig.Ocos.Skip(3).Select(oco => oco.Above.Price));
        foreach (var rest in rig.Ocos.Skip(3).ToArray())
            rig.AcceptOco(rest).Expired(rest.Above).Fill(rest.Below, rest.Below.Quantity.ToString(), "100.72");
        Assert.Equal((ExitReason.Stop, At("100.73")), (rig.Trip.Reason, rig.Trip.Stop));
    }

    [Fact]
    public void Leave_the_stop_where_it_is_unless_asked_to()
    {
        var rig = Protection.Resting(out var entry, Split).Fill(entry, "43.054", "100.52");
        var first = rig.Ocos[0];
        rig.AcceptOco(first).AcceptOco(rig.Ocos[1]).AcceptOco(rig.Ocos[2]).Trade("101.30").Expired(first.Below).Fill(first.Above, "21.527", "101.30");

        Assert.DoesNotContain(rig.Sent, request => request is VenueRequest.CancelList);
    }

    [Fact]
    public void Never_offer_more_than_is_held_however_the_entry_fills() =>
        Gen.Int[1, 6_000].Array[1, 12].Sample(
            lots =>
            {
                var rig = Protection.Resting(out var entry, Split);
                var bought = 0L;
                var sizes = new Dictionary<ClientListId, long>();
                var seen = rig.Sent.Count;
                foreach (var lot in lots)
                {
                    var fill = Math.Min(lot, 43_054 - bought);
                    if (fill == 0)
                        break;
                    bought += fill;
                    rig.Fill(entry, new Quantity(fill * Ltc.LotSize.Raw).ToString(), "100.52");
                    Obey(rig, sizes, ref seen);
                    Assert.True(sizes.Values.Sum() <= bought * Ltc.LotSize.Raw, "no more is offered than is held");
                }

                if (bought < 43_054)
                    rig.Cancelled(entry);
                Obey(rig, sizes, ref seen);
                if (bought >= 100) // 10 USDT: enough to rest
                    Assert.Equal(bought * Ltc.LotSize.Raw, sizes.Values.Sum());
            },
            iter: 500);

    // The exchange does at once what it is asked for.
    private static void Obey(StrategyRig rig, Dictionary<ClientListId, long> sizes, ref int seen)
    {
        for (; seen < rig.Sent.Count; seen++)
        {
            if (rig.Sent[seen] is VenueRequest.PlaceOco oco)
            {
                sizes.Add(oco.ListId, oco.Below.Quantity.Raw);
                rig.AcceptOco(oco);
            }
            else if (rig.Sent[seen] is VenueRequest.CancelList cancel)
            {
                sizes.Remove(cancel.ListId);
                var list = rig.Ocos.Single(each => each.ListId == cancel.ListId);
                rig.Cancelled(list.Below).Cancelled(list.Above);
            }
        }
    }
}
