using System.Buffers;
using System.Buffers.Binary;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal.Child;

namespace MultiSmc.Journal.Tests.Writing;

/// <summary>The life of sessions in a journal: order, segments, snapshots, retention.</summary>
public sealed class Sessions
{
    private const ulong Seed = 31;

    [Fact]
    public void A_missing_or_repeated_sequence_and_time_that_runs_back_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions());
        using var session = journal.Start(SimpleSession.Header, new ReleaseGate(new Outbox()));
        var inputs = new SimpleSession(Seed);
        var (first, second, third) = (inputs.NextInput(), inputs.NextInput(), inputs.NextInput());
        Assert.Throws<InvariantException>(() => session.Append(in second));
        session.Append(in first);
        Assert.Throws<InvariantException>(() => session.Append(in second)); // the first was not recorded
        session.Record(new EffectBuffer());
        Assert.Throws<InvariantException>(() => session.Append(in first));
        Assert.Throws<InvariantException>(() => session.Append(in third));
        var back = KernelInput.FromTimer(2, new Timestamp(0), new TimerRequest(new InstrumentId(0), new Timestamp(0), 1));
        Assert.Throws<InvariantException>(() => session.Append(in back));
        session.Append(in second);
        session.Record(new EffectBuffer());
    }

    [Fact]
    public void One_process_writes_and_a_name_is_used_once()
    {
        using var folder = new TemporaryFolder();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions());
        Assert.Contains("another process", Assert.Throws<JournalException>(() => JournalFile.Open(folder.Journal, new JournalOptions())).Message, StringComparison.Ordinal);
        journal.Start(SimpleSession.Header, new ReleaseGate(new Outbox())).Dispose();
        Assert.Throws<JournalException>(() => journal.Start(SimpleSession.Header, new ReleaseGate(new Outbox())));
        journal.Start(SimpleSession.Header with { Id = "next" }, new ReleaseGate(new Outbox())).Dispose();
        Assert.Equal("next", journal.Newest!.Header.Id);
        Assert.Null(Samples.Difference(SimpleSession.Instrument, Assert.Single(journal.Newest.Header.Instruments)));
    }

    [Fact]
    public void Recovery_takes_the_newest_whole_snapshot_and_the_inputs_behind_it()
    {
        using var folder = new TemporaryFolder();
        var kernel = new CountingKernel();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 300, SegmentBytes = 2_000 });
        using (var session = journal.Start(SimpleSession.Header, new ReleaseGate(new Outbox()), kernel))
        {
            var (inputs, effects) = (new SimpleSession(Seed), new EffectBuffer());
            for (var i = 0; i < 2_000; i++)
            {
                var input = inputs.NextInput();
                session.Append(in input);
                kernel.Apply(input);
                inputs.NextEffects(effects);
                session.Record(effects);
            }
        }

        var (fresh, plain, damaged, stranger) = (new CountingKernel(), new CountingKernel(), new CountingKernel(), new CountingKernel());
        var fromSnapshot = Restore(journal, fresh, "test");
        Assert.InRange(fromSnapshot, 1_000, 1_999);
        Assert.Equal(0, Restore(journal, plain, "another version"));
        Assert.Equal((kernel.Count, kernel.Sum), (fresh.Count, fresh.Sum));
        Assert.Equal((kernel.Count, kernel.Sum), (plain.Count, plain.Sum));

        using (var connection = JournalDatabase.OpenWriter(folder.Journal, new JournalOptions()))
        {
            Assert.Equal(2L, connection.Scalar<long>("SELECT count(*) FROM snapshot"));
            connection.Execute("UPDATE snapshot SET state = zeroblob(16) WHERE sequence = (SELECT max(sequence) FROM snapshot)");
        }

        Assert.InRange(Restore(journal, damaged, "test"), 1, fromSnapshot - 1);
        Assert.Equal((kernel.Count, kernel.Sum), (damaged.Count, damaged.Sum));
        stranger.Refuses = true;
        Assert.Equal(0, Restore(journal, stranger, "test"));
        Assert.Equal((kernel.Count, kernel.Sum), (stranger.Count, stranger.Sum));
    }

    [Fact]
    public void Retention_drops_inputs_of_old_sessions_and_keeps_what_came_of_them()
    {
        using var folder = new TemporaryFolder();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions());
        foreach (var name in (string[])["old", "new"])
        {
            var gate = new ReleaseGate(new Outbox());
            using var session = journal.Start(SimpleSession.Header with { Id = name }, gate);
            Drive.Run(session, gate, new SimpleSession(Seed), 300);
            session.Complete(SimpleSession.Header.StartedAt + Duration.FromSeconds(60));
        }

        Assert.Empty(journal.DropInputs(SimpleSession.Header.StartedAt, new Timestamp(9)));
        Assert.Equal(["old"], journal.DropInputs(Timestamp.MaxValue, new Timestamp(9)));

        using var history = JournalHistory.Open(folder.Journal);
        var (old, kept) = (history.Orders(new HistoryQuery { Session = "old" }), history.Orders(new HistoryQuery { Session = "new" }));
        Assert.Equal(kept.Select(row => row with { Session = "" }), old.Select(row => row with { Session = "" }));
        Assert.NotEmpty(old);
        Assert.Equal(new Timestamp(9), history.Sessions()[0].InputsDroppedAt);
        Assert.Contains("were dropped", Assert.Throws<JournalException>(() => JournalReplay.Open(folder.Journal, "old", [])).Message, StringComparison.Ordinal);
        journal.RebuildTables();
        Assert.Equal(old, history.Orders(new HistoryQuery { Session = "old" }));
        Assert.Equal(kept, history.Orders(new HistoryQuery { Session = "new" }));
    }

    [Fact]
    public void Appending_trades_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 1 << 20, BlockAge = TimeSpan.FromDays(1) });
        using var session = journal.Start(RandomSession.Header(), new ReleaseGate(new Outbox()));
        var (nothing, time, sequence) = (new EffectBuffer(), new Timestamp(1_700_000_000_000_000_000), 0L);
        Run(20_000); // the block's buffer grows to what these take
        session.Flush();
        Assert.True(session.WaitDurable(20_000, TimeSpan.FromSeconds(30)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                time += new Duration(1_000);
                var trade = new TradeTick(++sequence, time, new Price(4_000_000_000_000), new Quantity(100_000), AggressorSide.Buyer);
                var input = KernelInput.FromMarket(sequence, time, new MarketEvent(new InstrumentId(0), in trade));
                session.Append(in input);
                session.Record(nothing);
            }
        }
    }

    private static long Restore(JournalFile journal, CountingKernel kernel, string version)
    {
        foreach (var input in journal.Recover().Restore(kernel, version, out var restoredTo))
        {
            Assert.True(input.Sequence > restoredTo);
            kernel.Apply(input);
        }

        return kernel.RestoredAt;
    }

    /// <summary>A state that every input changes.</summary>
    private sealed class CountingKernel : IKernelSnapshot
    {
        public long Count { get; private set; }

        public long Sum { get; private set; }

        public long RestoredAt { get; private set; }

        public bool Refuses { get; set; }

        public void Apply(in KernelInput input)
        {
            Count++;
            Sum = unchecked(Sum * 31 + input.Time.Nanoseconds);
        }

        public void Save(IBufferWriter<byte> to)
        {
            var state = to.GetSpan(16);
            BinaryPrimitives.WriteInt64LittleEndian(state, Count);
            BinaryPrimitives.WriteInt64LittleEndian(state[8..], Sum);
            to.Advance(16);
        }

        public bool TryLoad(ReadOnlySpan<byte> state)
        {
            if (Refuses)
                return false;
            (Count, Sum) = (BinaryPrimitives.ReadInt64LittleEndian(state), BinaryPrimitives.ReadInt64LittleEndian(state[8..]));
            RestoredAt = Count;
            return true;
        }
    }
}
