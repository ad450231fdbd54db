namespace MultiSmc.Learning;

/// <summary>
/// A model document as BSON: the same document as the library's JSON, value by value. Objects, arrays, texts, booleans, null and numbers (int32,
/// int64, double); ObjectId is read as its 24 hex digits, since databases add one to every document. Other types are refused by their number.
/// </summary>
/// <remarks>bsonspec.org, version 1.1.</remarks>
public static class BsonModelDocument
{
    /// <summary>The document in BSON.</summary>
    /// <param name="utf8">JSON text whose root is an object.</param>
    /// <exception cref="ModelFormatException">Not JSON, or it holds what BSON cannot.</exception>
    public static byte[] FromJson(ReadOnlySpan<byte> utf8) => BsonEncoder.Encode(utf8);

    /// <summary>The document in JSON, as <see cref="XGBoostModelReader"/> takes it. Numbers keep their value to the bit.</summary>
    /// <exception cref="ModelFormatException">Not BSON, cut off, or of a type that models do not have.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> bson) => BsonDecoder.Decode(bson);
}

/// <summary>The types of BSON that models need.</summary>
internal static class BsonType
{
    public const byte Double = 0x01;
    public const byte Text = 0x02;
    public const byte Document = 0x03;
    public const byte Array = 0x04;
    public const byte ObjectId = 0x07;
    public const byte Boolean = 0x08;
    public const byte Null = 0x0A;
    public const byte Int32 = 0x10;
    public const byte Int64 = 0x12;
}
