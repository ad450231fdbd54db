using MultiSmc.Engine;
using MultiSmc.Journal.Child;

namespace MultiSmc.Journal.Tests;

/// <summary>What a shell does with a journal, for sessions that are a function of their seed.</summary>
internal static class Drive
{
    /// <summary>Journals the next inputs and hands their requests to the gate.</summary>
    public static void Run(SessionJournal journal, ReleaseGate gate, SimpleSession session, int count)
    {
        var effects = new EffectBuffer();
        for (var i = 0; i < count; i++)
        {
            var input = session.NextInput();
            journal.Append(in input);
            session.NextEffects(effects);
            journal.Record(effects);
            foreach (ref readonly var effect in effects.Effects)
            {
                if (effect.Payload is VenueRequest request)
                    gate.Submit(request, input.Sequence);
            }
        }
    }

    /// <summary>The session after its first inputs.</summary>
    public static SimpleSession After(ulong seed, long inputs)
    {
        var (session, effects) = (new SimpleSession(seed), new EffectBuffer());
        for (var i = 0L; i < inputs; i++)
        {
            session.NextInput();
            session.NextEffects(effects);
        }

        return session;
    }

    /// <summary>
    /// Opens what a crash left and checks it: the inputs are the first ones of the session, in order, unchanged; every order that left is among what they led to, and
    /// the tables know exactly the orders of those inputs.
    /// </summary>
    /// <returns>How many inputs are left.</returns>
    public static long AssertPrefix(string file, ulong seed, IReadOnlyCollection<string> released)
    {
        using var journal = JournalFile.Open(file, new JournalOptions());
        Assert.Empty(journal.Report.CutBlocks);
        if (journal.Newest is null)
        {
            Assert.Empty(released);
            return 0;
        }

        var (expected, effects, orders, count) = (new SimpleSession(seed), new EffectBuffer(), new List<string>(), 0L);
        foreach (var input in journal.Recover().Restore(null, "test", out _))
        {
            var own = expected.NextInput();
            expected.NextEffects(effects);
            Assert.Equal((own.Sequence, own.Time, own.Kind), (input.Sequence, input.Time, input.Kind));
            if (own.Kind == InputKind.Market)
                Assert.Equal(own.Market.Trade, input.Market.Trade);
            else
                Assert.Null(Samples.Difference(own.Venue, input.Venue));
            foreach (ref readonly var effect in effects.Effects)
            {
                if (effect.Payload is VenueRequest.PlaceOrder(var order))
                    orders.Add(order.ClientOrderId.Value);
            }

            count++;
        }

        Assert.Empty(released.Except(orders));
        using var history = JournalHistory.Open(file);
        Assert.Equal(orders.Order(StringComparer.Ordinal), history.Orders(new HistoryQuery { Limit = int.MaxValue }).Select(row => row.ClientOrderId.Value).Order(StringComparer.Ordinal));
        return count;
    }
}
