using CsCheck;
using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class AccountLimits
{
    [Fact]
    public void Of_total_risk_make_an_entry_smaller()
    {
        // 0.1 % of 10,000 = 10; a unit loses 0.58066.
        var rig = new StrategyRig(limits: new RiskLimits { MaxTotalRiskPpm = 1_000 }).Trade(Breakout);

        Assert.Equal(Of("17.221"), rig.LastPlaced.Quantity);
        Assert.True(rig.Risk.CommittedRisk <= Usd("10"));
    }

    [Fact]
    public void On_the_distance_from_the_last_price_hold_an_entry_back()
    {
        var rig = new StrategyRig(limits: new RiskLimits { PriceCollarPpm = 1_000 }).Trade(Breakout);
        Assert.Empty(rig.Entries);
        Assert.Equal("price-collar", Assert.Single(rig.Traces.OfType<StrategyTrace.Skipped>()).Reason);

        rig.Trade("100.60");

        Assert.Single(rig.Entries);
    }

    [Fact]
    public void On_the_rate_of_entries_let_it_wait_for_the_minute_to_pass()
    {
        var rig = new StrategyRig(limits: new RiskLimits { MaxEntriesPerMinute = 1 }).Trade(Breakout);
        rig.Refused(rig.LastPlaced).Trade("100.80");
        Assert.Single(rig.Entries);
        Assert.Equal("order-rate", rig.Traces.OfType<StrategyTrace.Skipped>().Last().Reason);

        rig.Trade([.. Enumerable.Repeat("100.80", 60)]);

        Assert.Equal(2, rig.Entries.Count());
    }

    [Theory]
    [InlineData("two orders here")]
    [InlineData("no list here")]
    [InlineData("two orders on the account")]
    public void Of_the_exchange_on_open_orders_hold_an_entry_back_that_could_not_be_protected(string limit)
    {
        var (tight, roomy) = limit switch
        {
            "two orders here" => (Ltc with { MaxOrders = 2 }, Ltc with { MaxOrders = 3 }),
            "no list here" => (Ltc with { MaxOrderLists = 1 }, Ltc with { MaxOrderLists = 3 }),
            _ => (Ltc with { MaxOrdersOfAccount = 2 }, Ltc with { MaxOrdersOfAccount = 3 }),
        };
        var parameters = limit == "no list here" ? new StrategyParameters { HoldPackets = 50, FurtherTargets = [new TargetShare(1, 300_000), new TargetShare(2, 200_000)] } : null;
        var rig = new StrategyRig(parameters, instrument: tight).Trade(Breakout);
        Assert.Empty(rig.Entries);
        Assert.Equal("max-open-orders", Assert.Single(rig.Traces.OfType<StrategyTrace.Skipped>()).Reason);

        rig.Venue(new VenueEvent.InstrumentChanged(roomy, rig.Now)).Trade("100.80");

        Assert.Single(rig.Entries);
    }

    [Fact]
    public void A_pause_takes_the_entry_back_and_resume_places_it_again()
    {
        var rig = Protection.Resting(out var entry).Command(new OperatorCommand.Pause("1", "cli", null, KeepEntries: false));
        Assert.Equal(new VenueRequest.CancelOrder(Ltc.Id, entry.ClientOrderId), rig.Sent[^1]);
        rig.Cancelled(entry).Trade("100.80");
        Assert.Single(rig.Entries);

        rig.Command(new OperatorCommand.Resume("2", "cli", null));

        Assert.Equal(2, rig.Entries.Count());
    }

    [Fact]
    public void A_kill_that_flattens_sells_what_is_held()
    {
        var rig = Protection.Protected(out var oco).Command(new OperatorCommand.Kill("1", "cli", Flatten: true));
        rig.Cancelled(oco.Below).Cancelled(oco.Above);

        Assert.Equal((OrderType.Market, Of("43.054")), (rig.LastPlaced.Type, rig.LastPlaced.Quantity));
    }

    [Fact]
    public void Locks_of_any_kind_keep_every_entry_from_being_placed() =>
        Gen.Select(Gen.Int[0, 11].Array[10, 80], Gen.Int[-60, 60].Array[80]).Sample(
            (steps, moves) =>
            {
                var rig = new StrategyRig().Trade(Breakout[..5]);
                var price = 10_070;
                var isBroken = false;
                for (var i = 0; i < steps.Length; i++)
                {
                    var before = rig.Entries.Count();
                    var name = $"c{i}";
                    switch (steps[i])
                    {
                        case 0:
                            rig.Command(new OperatorCommand.Pause(name, "cli", null, KeepEntries: i % 2 == 0));
                            break;
                        case 1:
                            rig.Command(new OperatorCommand.Kill(name, "cli", Flatten: i % 2 == 0));
                            break;
                        case 2 or 3:
                            rig.Command(new OperatorCommand.Resume(name, "cli", i % 2 == 0 ? null : Ltc.Id));
                            break;
                        case 4:
                            rig.Venue(new VenueEvent.ConnectionChanged((VenueLink)(i % 3), rig.Now, i % 2 == 0, "test"));
                            break;
                        case 5:
                            rig.Venue(new VenueEvent.InstrumentChanged(Ltc with { Status = i % 2 == 0 ? TradingStatus.Trading : TradingStatus.Halt }, rig.Now));
                            break;
                        case 6 when rig.Entries.LastOrDefault() is { } entry:
                            if (i % 3 == 0)
                                rig.Refused(entry);
                            else
                                rig.Cancelled(entry);
                            break;
                        default:
                            price += moves[i];
                            rig.Trade(new Price(price * Ltc.TickSize.Raw).ToString());
                            break;
                    }

                    isBroken |= rig.Entries.Count() > before && rig.Locks != EntryLock.None;
                }

                return !isBroken;
            },
            iter: 1_000);
}
