using System.Buffers;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>
/// The kernel of a journaled session: saved into snapshots while it runs, put back from one when the session goes on. A snapshot that does not fit leaves
/// nothing behind: each is taken by a kernel of its own.
/// </summary>
public sealed class KernelSnapshot : IKernelSnapshot
{
    private readonly string _identity;
    private readonly Func<TradingKernel> _create;

    /// <param name="header">The session: a snapshot is only taken under the same program version and configuration.</param>
    /// <param name="create">Makes a fresh kernel of the session's configuration.</param>
    public KernelSnapshot(SessionHeader header, Func<TradingKernel> create)
    {
        _identity = $"{header.KernelVersion}|{header.ConfigurationHash}";
        _create = create;
        Kernel = create();
    }

    /// <summary>The kernel: fresh, or as the snapshot that was taken left it.</summary>
    public TradingKernel Kernel { get; private set; }

    /// <summary>Why the last snapshot was not taken, or null.</summary>
    public string? Refusal { get; private set; }

    /// <inheritdoc/>
    public void Save(IBufferWriter<byte> to)
    {
        var state = new StateWriter(_identity);
        Kernel.Save(state);
        state.WriteTo(to);
    }

    /// <inheritdoc/>
    public bool TryLoad(ReadOnlySpan<byte> state)
    {
        var fresh = _create();
        try
        {
            fresh.Load(StateReader.Open(state, _identity));
        }
        catch (StateException fault)
        {
            Refusal = fault.Message;
            return false;
        }

        Kernel = fresh;
        Refusal = null;
        return true;
    }
}
