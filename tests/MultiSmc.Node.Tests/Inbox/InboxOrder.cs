using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node.Tests;

public sealed class InboxOrder
{
    private static readonly MarketEvent Event = new(default, new TradeTick(1, new Timestamp(1), new Price(1), new Quantity(1), AggressorSide.Buyer));

    [Fact]
    public void Market_events_cost_no_garbage()
    {
        var inbox = new ShellInbox(1_000_000, waitsForRoom: false, TimeProvider.System);
        Round(inbox);
        Round(inbox);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            Round(inbox);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Round(ShellInbox inbox)
        {
            for (var i = 0; i < 5_000; i++)
                inbox.OnMarket(in Event);
            Assert.True(inbox.Take(TimeSpan.Zero).Length == 5_000);
        }
    }

    [Fact]
    public void What_many_threads_send_comes_whole_and_each_in_its_own_order()
    {
        const int each = 20_000;
        var inbox = new ShellInbox(1_000_000, waitsForRoom: false, TimeProvider.System);
        var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (var i = 1; i <= each; i++)
                inbox.OnMarket(new MarketEvent(new InstrumentId(sender), new TradeTick(i, new Timestamp(i), new Price(1), new Quantity(1), AggressorSide.Buyer)));
        })).ToArray();
        var last = new long[senders.Length];
        for (var total = 0; total < each * senders.Length;)
        {
            foreach (ref readonly var item in inbox.Take(TimeSpan.FromSeconds(1)))
            {
                Assert.Equal(last[item.Market.Instrument.Index] + 1, item.Market.Trade.Id);
                last[item.Market.Instrument.Index]++;
                total++;
            }
        }

        Assert.All(last, count => Assert.Equal(each, count));
        Assert.False(inbox.IsOverflown);
    }

    [Fact]
    public void A_full_one_is_known_to_be_full_and_what_came_before_is_there()
    {
        var inbox = new ShellInbox(10, waitsForRoom: false, TimeProvider.System);
        for (var i = 0; i < 11; i++)
            inbox.OnMarket(in Event);
        Assert.True(inbox.IsOverflown);
        Assert.Equal(10, inbox.Take(TimeSpan.Zero).Length);
    }

    [Fact]
    public async Task A_tape_waits_for_room_and_calls_do_not()
    {
        var inbox = new ShellInbox(10, waitsForRoom: true, TimeProvider.System);
        var sender = Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
                inbox.OnMarket(in Event);
        });
        while (inbox.Count < 10)
            await Task.Yield();
        inbox.Call(new StatusCall());
        Assert.True(inbox.TryTakeCall(out _));
        for (var total = 0; total < 1_000;)
        {
            var taken = inbox.Take(TimeSpan.FromSeconds(1)).Length;
            Assert.InRange(taken, 0, 10);
            total += taken;
        }

        await sender;
    }

    [Fact]
    public async Task A_closed_one_answers_every_call_and_lets_senders_go()
    {
        var inbox = new ShellInbox(1, waitsForRoom: true, TimeProvider.System);
        inbox.OnMarket(in Event);
        var waiting = Task.Run(() => inbox.OnMarket(in Event));
        var early = new CommandCall(new OperatorCommand.Kill("k", "test", false));
        inbox.Call(early);
        inbox.Close();
        var late = new CommandCall(new OperatorCommand.Kill("l", "test", false));
        inbox.Call(late);
        await waiting;
        Assert.Equal((false, false), ((await early.Answer).IsDone, (await late.Answer).IsDone));
    }
}
