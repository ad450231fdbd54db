using System.Buffers;

namespace MultiSmc.Journal;

/// <summary>The kernel's whole state as bytes, taken and put back between two inputs.</summary>
public interface IKernelSnapshot
{
    /// <summary>Writes the state. Called on the kernel's thread, between two inputs.</summary>
    void Save(IBufferWriter<byte> to);

    /// <summary>Puts a state back into a fresh kernel.</summary>
    /// <returns>False when the bytes are not of this kernel: recovery then goes back further.</returns>
    bool TryLoad(ReadOnlySpan<byte> state);
}
