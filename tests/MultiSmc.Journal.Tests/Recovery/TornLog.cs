using MultiSmc.Core;
using MultiSmc.Journal.Child;

namespace MultiSmc.Journal.Tests.Recovery;

/// <summary>
/// Power lost at any point of the write-ahead log: whatever part of it reached the disk, what is recovered is a beginning of the session, and it holds
/// every order that had left by the time the log was that long.
/// </summary>
public sealed class TornLog
{
    private const int HeaderBytes = 32;
    private const int FrameBytes = 24 + 4096;
    private const ulong Seed = 11;

    [Fact]
    public void Any_beginning_of_the_log_is_a_beginning_of_the_session()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Journal + "-wal";
        var lengths = new List<(string Order, long Length)>();
        var outbox = new Outbox { OnSent = request => lengths.AddRange(Outbox.OrdersIn([request]).Select(order => (order, new FileInfo(log).Length))) };
        byte[] database, whole;
        var gate = new ReleaseGate(outbox);
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 300 }))
        {
            using var session = journal.Start(SimpleSession.Header, gate);
            var inputs = new SimpleSession(Seed);
            for (var done = 10; done <= 250; done += 10)
            {
                Drive.Run(session, gate, inputs, 10);
                session.Flush();
                Assert.True(session.WaitDurable(done, TimeSpan.FromSeconds(30))); // one by one: a fast disk must not make it three commits
            }

            database = Shared(folder.Journal);
            whole = Shared(log);
        }

        Assert.True(lengths.Count > 5, "orders left");
        var counts = new List<long>();
        foreach (var cut in Cuts(whole.Length))
        {
            using var crashed = new TemporaryFolder();
            File.WriteAllBytes(crashed.Journal, database);
            File.WriteAllBytes(crashed.Journal + "-wal", whole[..cut]);
            counts.Add(Drive.AssertPrefix(crashed.Journal, Seed, [.. lengths.Where(entry => entry.Length <= cut).Select(entry => entry.Order)]));
        }

        Assert.Equal(0, counts[0]);
        Assert.Equal(250, counts.Max());
        Assert.True(counts.Distinct().Count() > 10, "different beginnings");
    }

    [Fact]
    public void A_page_that_was_written_wrong_ends_the_session_there()
    {
        using var folder = new TemporaryFolder();
        byte[] database, whole;
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 300 }))
        {
            var gate = new ReleaseGate(new Outbox());
            using var session = journal.Start(SimpleSession.Header, gate);
            Drive.Run(session, gate, new SimpleSession(Seed), 200);
            session.Flush();
            Assert.True(session.WaitDurable(200, TimeSpan.FromSeconds(30)));
            database = Shared(folder.Journal);
            whole = Shared(folder.Journal + "-wal");
        }

        var random = new SplitMix64(5);
        for (var i = 0; i < 12; i++)
        {
            using var crashed = new TemporaryFolder();
            var torn = (byte[])whole.Clone();
            torn[HeaderBytes + random.NextBelow(torn.Length - HeaderBytes)] ^= 0x40;
            File.WriteAllBytes(crashed.Journal, database);
            File.WriteAllBytes(crashed.Journal + "-wal", torn);
            Assert.InRange(Drive.AssertPrefix(crashed.Journal, Seed, []), 0, 200);
        }
    }

    // Every page boundary in strides that keep the test short, and places within pages.
    private static IEnumerable<int> Cuts(int length)
    {
        yield return 0;
        var random = new SplitMix64(3);
        var frames = (length - HeaderBytes) / FrameBytes;
        for (var frame = 0; frame <= frames; frame += 1 + frames / 80)
        {
            yield return HeaderBytes + frame * FrameBytes;
            if (frame % 3 == 0 && frame < frames)
                yield return HeaderBytes + frame * FrameBytes + (int)random.NextBelow(FrameBytes);
        }

        yield return length;
    }

    private static byte[] Shared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
