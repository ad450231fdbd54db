using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MultiSmc.Journal;

/// <summary>
/// Running SHA-256 over every effect of a session: each input that had effects adds its sequence and their canonical bytes to what came before. Two runs
/// with the same chain did the same, input by input. Each block ends with the chain as it stands there.
/// </summary>
internal sealed class EffectChain
{
    /// <summary>Length of the state.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    private readonly byte[] _state = new byte[Bytes];
    private byte[] _work = new byte[1024];

    public ReadOnlySpan<byte> State => _state;

    /// <summary>Goes on from a known state.</summary>
    public void Restore(ReadOnlySpan<byte> state) => state.CopyTo(_state);

    public void Add(long sequence, ReadOnlySpan<byte> effects)
    {
        var length = Bytes + sizeof(long) + effects.Length;
        if (_work.Length < length)
            _work = new byte[length * 2];
        _state.CopyTo(_work, 0);
        BinaryPrimitives.WriteInt64LittleEndian(_work.AsSpan(Bytes), sequence);
        effects.CopyTo(_work.AsSpan(Bytes + sizeof(long)));
        SHA256.HashData(_work.AsSpan(0, length), _state);
    }
}
