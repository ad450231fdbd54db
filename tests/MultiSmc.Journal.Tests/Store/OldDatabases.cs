using MultiSmc.Engine;
using MultiSmc.Journal.Child;
using MultiSmc.Strategy;

namespace MultiSmc.Journal.Tests.Store;

/// <summary>Databases of other versions.</summary>
public sealed class OldDatabases
{
    private const ulong Seed = 21;

    [Fact]
    public void One_of_layout_1_is_brought_up_and_its_tables_are_made_from_its_blocks()
    {
        using var folder = new TemporaryFolder();
        WriteFirstLayout(folder.Journal);
        Assert.Contains("has layout 1", Assert.Throws<JournalException>(() => JournalHistory.Open(folder.Journal)).Message, StringComparison.Ordinal);

        Assert.Equal(400, Drive.AssertPrefix(folder.Journal, Seed, []));
        using var history = JournalHistory.Open(folder.Journal);
        Assert.NotEmpty(history.Orders(new HistoryQuery()));
    }

    [Fact]
    public void One_of_a_later_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var connection = JournalDatabase.OpenWriter(folder.Journal, new JournalOptions()))
            connection.Execute("PRAGMA user_version = 99");
        Assert.Contains("layout 99", Assert.Throws<JournalException>(() => JournalFile.Open(folder.Journal, new JournalOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_is_never_a_floating_number()
    {
        using var folder = new TemporaryFolder();
        using var connection = JournalDatabase.OpenWriter(folder.Journal, new JournalOptions());
        Migrations.Apply(connection, folder.Journal);
        Assert.Equal(0L, connection.Scalar<long>("SELECT count(*) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.type NOT IN ('INTEGER', 'TEXT', 'BLOB')"));
    }

    // As the first version wrote it: sessions and blocks, no tables for questions.
    private static void WriteFirstLayout(string file)
    {
        using var connection = JournalDatabase.OpenWriter(file, new JournalOptions());
        Migrations.Apply(connection, file, upTo: 1);
        var sessions = new SessionTable(connection);
        var records = new RecordEncoder(RecordSchema.Of([typeof(StrategyTrace)]));
        var schema = sessions.SchemaId(records.Schema.Text);
        var number = sessions.Add(SimpleSession.Header, schema, InstrumentList.Write(SimpleSession.Header.Instruments, records));
        sessions.AddSegment(number, 1, 1, schema, SimpleSession.Header.StartedAt);
        using var blocks = new BlockTable(connection);
        var builder = new BlockBuilder(number, records, SimpleSession.Header.Instruments, new EffectChain());
        var (session, effects) = (new SimpleSession(Seed), new EffectBuffer());
        for (var i = 1; i <= 400; i++)
        {
            var input = session.NextInput();
            builder.Add(in input);
            session.NextEffects(effects);
            builder.AddEffects(input.Sequence, effects);
            if (i % 50 == 0)
                blocks.Insert(number, builder.Seal());
        }
    }
}
