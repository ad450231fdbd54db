using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>The instruments of a session as bytes.</summary>
internal static class InstrumentList
{
    private static readonly RecordSchema Own = RecordSchema.Of([]);

    public static byte[] Write(IReadOnlyList<Instrument> instruments, RecordEncoder records)
    {
        var to = new ByteWriter();
        records.Write(to, typeof(IReadOnlyList<Instrument>), instruments);
        return to.Written.ToArray();
    }

    public static IReadOnlyList<Instrument> Read(byte[] bytes, string schema)
    {
        var from = new ByteReader(bytes);
        var records = new RecordDecoder(RecordSchema.Parse(schema), Own.Types);
        return (Instrument[]?)records.Read(ref from, "*?" + nameof(Instrument), typeof(IReadOnlyList<Instrument>)) ?? [];
    }
}
