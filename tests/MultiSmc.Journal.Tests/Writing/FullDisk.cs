using MultiSmc.Journal.Child;

namespace MultiSmc.Journal.Tests.Writing;

/// <summary>A journal that can't go on stops trading, says why, and leaves nothing half-written.</summary>
public sealed class FullDisk
{
    private const ulong Seed = 9;

    [Fact]
    public void Stops_with_a_typed_failure_and_no_order_leaves_that_is_not_on_the_disk()
    {
        using var folder = new TemporaryFolder();
        var outbox = new Outbox();
        var gate = new ReleaseGate(outbox);
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 1_000, QuotaBytes = 400_000 }))
        {
            using var session = journal.Start(SimpleSession.Header, gate);
            var stopped = Assert.Throws<JournalException>(() => Drive.Run(session, gate, new SimpleSession(Seed), 1_000_000));
            Assert.IsType<JournalFailure.DiskFull>(stopped.Failure);
            Assert.IsType<JournalFailure.DiskFull>(session.Failure);
            Assert.Contains(folder.Journal, stopped.Message, StringComparison.Ordinal);
            Assert.False(session.WaitDurable(session.LastSequence, TimeSpan.FromSeconds(5)));
        }

        Assert.Equal(0, gate.Held);
        Assert.All(outbox.Withheld, withheld => Assert.IsType<JournalFailure.DiskFull>(withheld.Failure));
        var left = Drive.AssertPrefix(folder.Journal, Seed, [.. Outbox.OrdersIn(outbox.Sent)]);
        Assert.True(left > 100);

        using var again = JournalFile.Open(folder.Journal, new JournalOptions { QuotaBytes = 4_000_000 });
        var second = new ReleaseGate(outbox, left);
        using var resumed = again.Resume(second);
        Drive.Run(resumed, second, Drive.After(Seed, left), 500);
        resumed.Flush();
        Assert.True(resumed.WaitDurable(left + 500, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Gives_its_reserve_up_first_and_what_is_under_way_goes_on()
    {
        using var folder = new TemporaryFolder();
        var outbox = new Outbox();
        var gate = new ReleaseGate(outbox);
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 1_000, QuotaBytes = 500_000, ReserveBytes = 100_000 }))
        {
            using var session = journal.Start(SimpleSession.Header, gate);
            var source = new SimpleSession(Seed);
            while (!session.IsOnReserve)
            {
                Drive.Run(session, gate, source, 20);
                session.Flush();
                Assert.True(session.WaitDurable(session.LastSequence, TimeSpan.FromSeconds(30)));
            }

            var began = session.LastSequence;
            Drive.Run(session, gate, source, 50);
            session.Flush();
            Assert.True(session.WaitDurable(began + 50, TimeSpan.FromSeconds(30)));
            Assert.Empty(outbox.Withheld);

            // It has an end too.
            Assert.IsType<JournalFailure.DiskFull>(Assert.Throws<JournalException>(() => Drive.Run(session, gate, source, 1_000_000)).Failure);
        }

        Assert.True(Drive.AssertPrefix(folder.Journal, Seed, [.. Outbox.OrdersIn(outbox.Sent)]) > 100);
    }

    [Fact]
    public void Keeps_its_reserve_as_a_file_of_that_size_and_deletes_it_when_the_room_is_needed()
    {
        using var folder = new TemporaryFolder();
        using var connection = JournalDatabase.OpenWriter(folder.Journal, new JournalOptions());
        var reserve = DiskReserve.Keep(folder.Journal, new JournalOptions { ReserveBytes = 200_000 });
        Assert.NotNull(reserve);
        Assert.InRange(new FileInfo(folder.Journal + "-reserve").Length, 200_000, 300_000);

        reserve.Free(connection);

        Assert.False(File.Exists(folder.Journal + "-reserve"));
        Assert.False(reserve.IsKept);
        Assert.Null(DiskReserve.Keep(folder.Journal, new JournalOptions()));
    }

    [Fact]
    public void A_disk_that_does_not_keep_up_stops_it_too()
    {
        using var folder = new TemporaryFolder();
        var outbox = new Outbox();
        var gate = new ReleaseGate(outbox);
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 500, QueueBlocks = 2, StallMax = TimeSpan.FromMilliseconds(50) });
        using var session = journal.Start(SimpleSession.Header, gate);
        using (var other = JournalDatabase.OpenWriter(folder.Journal, new JournalOptions()))
        {
            other.Execute("BEGIN IMMEDIATE"); // nobody else can write now
            var stopped = Assert.Throws<JournalException>(() => Drive.Run(session, gate, new SimpleSession(Seed), 100_000));
            Assert.IsType<JournalFailure.TooSlow>(stopped.Failure);
            other.Execute("ROLLBACK");
        }

        var input = new SimpleSession(Seed).NextInput();
        Assert.Throws<JournalException>(() => session.Append(in input));
        Assert.Empty(Outbox.OrdersIn(outbox.Sent));
    }
}
