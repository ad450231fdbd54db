using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace MultiSmc.Catalog;

/// <summary>
/// What the rows of a day are, in 128 bits: the same for the same rows however they were divided into blocks and however the file is packed. It names
/// data, tells contents apart and finds damage; it is no guard against forgery.
/// </summary>
/// <remarks>
/// Each column goes through an XXH128 of its own, as 64-bit integers (amounts in steps of 10^-8), the flag as bytes of 0 or 1, all little-endian. The
/// hash of the day is the XXH128 of the dataset's name, the number of rows and the columns' digests in their order. By column, since that is how rows
/// lie in memory: nothing is copied, and blocks may be of any size. XXH128 and not SHA-256, as that one would cost an import more than a twentieth of
/// its time, and there is nobody here to guard against.
/// </remarks>
internal sealed class ContentHash(Dataset dataset)
{
    /// <summary>What every hash of this kind begins with; another way to hash would have another one.</summary>
    public const string Prefix = "xxh128:";

    private const int DigestBytes = 16;

    private readonly XxHash128[] _columns = [.. Enumerable.Range(0, dataset.ColumnCount).Select(static _ => new XxHash128())];
    private long _count;

    /// <summary>The hash of all rows so far: the prefix and 32 hex digits.</summary>
    public string Value
    {
        get
        {
            Span<byte> digest = stackalloc byte[DigestBytes];
            var whole = new XxHash128();
            whole.Append(Encoding.ASCII.GetBytes(dataset.Name));
            BinaryPrimitives.WriteInt64LittleEndian(digest, _count);
            whole.Append(digest[..sizeof(long)]);
            foreach (var column in _columns)
            {
                column.GetCurrentHash(digest);
                whole.Append(digest);
            }

            whole.GetCurrentHash(digest);
            return Prefix + Convert.ToHexStringLower(digest);
        }
    }

    /// <summary>Whether a text names rows by this hash.</summary>
    public static bool IsOne(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Adds the rows of a block.</summary>
    public void Add(RowBlock block)
    {
        for (var column = 0; column < block.Numbers.Length; column++)
            _columns[column].Append(MemoryMarshal.AsBytes(block.Numbers[column].AsSpan(0, block.Count)));
        if (block.Flags.Length > 0)
            _columns[^1].Append(MemoryMarshal.AsBytes(block.Flags.AsSpan(0, block.Count)));
        _count += block.Count;
    }
}
