using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal.Tests.Records;

/// <summary>Journals of builds that knew other fields and cases.</summary>
public sealed class OtherBuilds
{
    private static readonly RecordSchema Own = RecordSchema.Of([]);

    [Fact]
    public void A_field_the_writer_did_not_know_keeps_what_its_type_sets()
    {
        var written = Without(Without("Fill", "Evidence"), "VenueEvent.AccountUpdate", "IsWhole");
        var update = new VenueEvent.AccountUpdate(new InstrumentId(1), new Timestamp(5), [new AssetBalance(new Asset("BTC"), new Balance(new Money(1), new Money(2)))]);
        var to = new ByteWriter();
        new RecordEncoder(Own).WriteCase(to, nameof(VenueEvent), update); // the last field is IsWhole, one byte: the older writer stops before it

        var from = new ByteReader(to.Written[..^1]);
        var back = Assert.IsType<VenueEvent.AccountUpdate>(new RecordDecoder(written, Own.Types).ReadCase(ref from, nameof(VenueEvent)));

        Assert.Equal(0, from.Remaining);
        Assert.False(back.IsWhole);
        Assert.Null(Samples.Difference(update, back));
    }

    [Fact]
    public void A_field_that_is_gone_is_passed_over()
    {
        IReadOnlyList<SchemaEntry> written =
        [
            .. Own.Entries.Select(entry => entry.Name == "Alert" ? entry with { Fields = [.. entry.Fields!, new SchemaField("Volume", "?*f64")] } : entry),
        ];
        var to = new ByteWriter();
        new RecordEncoder(Own).Write(to, typeof(Alert), new Alert("code", "words"));
        to.WriteByte(1);
        to.WriteUnsigned(2 + 1);
        to.WriteDouble(1);
        to.WriteDouble(2);

        var from = new ByteReader(to.Written);
        var back = new RecordDecoder(written, Own.Types).Read(ref from, "?Alert", typeof(Alert));

        Assert.Equal(new Alert("code", "words"), back);
        Assert.Equal(0, from.Remaining);
    }

    [Fact]
    public void A_case_that_is_gone_is_named()
    {
        IReadOnlyList<SchemaEntry> written =
        [
            .. Own.Entries.Where(entry => entry.Name != nameof(VenueEvent)),
            new SchemaEntry(nameof(VenueEvent), null, ["VenueEvent.Eclipse"]),
            new SchemaEntry("VenueEvent.Eclipse", [new SchemaField("At", RecordTypes.Integer)], null),
        ];

        var failure = Assert.Throws<InvalidDataException>(() =>
        {
            var from = new ByteReader([0, 10]);
            new RecordDecoder(written, Own.Types).ReadCase(ref from, nameof(VenueEvent));
        });

        Assert.Contains("VenueEvent.Eclipse", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_journal_has_no_leaf_for_is_refused_when_it_is_opened() =>
        Assert.Throws<NotSupportedException>(() => RecordSchema.Of([typeof(Foreign)]));

    private static IReadOnlyList<SchemaEntry> Without(string record, string field) => Without(Own.Entries, record, field);

    private static IReadOnlyList<SchemaEntry> Without(IReadOnlyList<SchemaEntry> entries, string record, string field) =>
        [.. entries.Select(entry => entry.Name == record ? entry with { Fields = [.. entry.Fields!.Where(each => each.Name != field)] } : entry)];

    private sealed record Foreign(DateTime When);
}
