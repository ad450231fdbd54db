using MultiSmc.Core;
using MultiSmc.Journal.Child;

namespace MultiSmc.Journal.Tests.Recovery;

/// <summary>What the disk or a hand did to a journal.</summary>
public sealed class DamagedJournal
{
    private const ulong Seed = 4;

    [Fact]
    public void A_half_written_record_at_the_end_is_cut_and_named()
    {
        using var folder = Written(out _);
        Change(folder.Journal, "UPDATE block SET body = substr(body, 1, length(body) - 9) WHERE key = (SELECT max(key) FROM block)");

        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions()))
        {
            Assert.Contains("of session child", Assert.Single(journal.Report.CutBlocks), StringComparison.Ordinal);
            Assert.True(journal.Newest!.LastSequence is > 0 and < 300);
        }

        // The tables knew the orders of the block that was cut; now they know those of what is left, and no cut is reported again.
        Drive.AssertPrefix(folder.Journal, Seed, []);
    }

    [Fact]
    public void A_damaged_block_in_the_middle_is_named_when_it_is_read_and_nothing_is_cut()
    {
        using var folder = Written(out _);
        Change(folder.Journal, "UPDATE block SET body = zeroblob(length(body)) WHERE key = (SELECT key FROM block ORDER BY key LIMIT 1 OFFSET 3)");

        using var journal = JournalFile.Open(folder.Journal, new JournalOptions());
        Assert.Empty(journal.Report.CutBlocks);
        var failure = Assert.Throws<InvalidDataException>(() => journal.Recover().Restore(null, "test", out _).Count());
        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_block_is_named()
    {
        using var folder = Written(out _);
        Change(folder.Journal, "DELETE FROM block WHERE key = (SELECT key FROM block ORDER BY key LIMIT 1 OFFSET 3)");

        using var journal = JournalFile.Open(folder.Journal, new JournalOptions());
        var failure = Assert.Throws<InvalidDataException>(() => journal.Recover().Restore(null, "test", out _).Count());
        Assert.Contains("is missing from the journal", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_between_the_inputs_and_the_tables_is_made_good_at_the_next_opening()
    {
        using var folder = Written(out var orders);
        // As if the process had died before the tables took the last blocks in: the cursor stands earlier and the later rows are not there.
        Change(folder.Journal, """
            UPDATE projection SET block_key = (SELECT key FROM block ORDER BY key LIMIT 1 OFFSET 2);
            DELETE FROM orders WHERE sequence > (SELECT (key & 0xFFFFFFFFFF) + count - 1 FROM block ORDER BY key LIMIT 1 OFFSET 2);
            DELETE FROM alerts;
            """);

        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions()))
            Assert.True(journal.Report.CaughtUpBlocks > 3);
        using var history = JournalHistory.Open(folder.Journal);
        Assert.Equal(orders, history.Orders(new HistoryQuery()).Count);
        Assert.NotEmpty(history.Alerts(new HistoryQuery()));
    }

    [Fact]
    public void Tables_made_again_are_the_same()
    {
        using var folder = Written(out _);
        string before, after;
        using (var history = JournalHistory.Open(folder.Journal))
            before = string.Join('\n', history.Orders(new HistoryQuery()));
        using (var journal = JournalFile.Open(folder.Journal, new JournalOptions()))
            journal.RebuildTables();
        using (var history = JournalHistory.Open(folder.Journal))
            after = string.Join('\n', history.Orders(new HistoryQuery()));
        Assert.Equal(before, after);
        Assert.NotEmpty(before);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Journal, new string('x', 10_000));
        Assert.Contains(folder.Journal, Assert.Throws<JournalException>(() => JournalFile.Open(folder.Journal, new JournalOptions())).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.Journal + "2", new string('x', 10_000));
        Assert.Throws<JournalException>(() => JournalHistory.Open(folder.Journal + "2"));
        Assert.Throws<JournalException>(() => JournalHistory.Open(folder.Journal + "3"));
    }

    private static TemporaryFolder Written(out int orders)
    {
        var folder = new TemporaryFolder();
        var outbox = new Outbox();
        using var journal = JournalFile.Open(folder.Journal, new JournalOptions { BlockBytes = 400 });
        var gate = new ReleaseGate(outbox);
        using var session = journal.Start(SimpleSession.Header, gate);
        Drive.Run(session, gate, new SimpleSession(Seed), 300);
        session.Complete(new Timestamp(1_800_000_000_000_000_000));
        orders = Outbox.OrdersIn(outbox.Sent).Count();
        Assert.True(orders > 5);
        return folder;
    }

    private static void Change(string file, string sql)
    {
        using var connection = JournalDatabase.OpenWriter(file, new JournalOptions());
        connection.Execute(sql);
    }
}
