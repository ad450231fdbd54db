using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Brings a fresh kernel to where a session stopped: the newest valid snapshot that it takes, then the inputs behind it; without one, all inputs.</summary>
public sealed class SessionRecovery
{
    private readonly SessionBlocks _blocks;
    private readonly SnapshotTable _snapshots;

    internal SessionRecovery(StoredSession session, SessionBlocks blocks, SnapshotTable snapshots)
    {
        Session = session;
        _blocks = blocks;
        _snapshots = snapshots;
    }

    /// <summary>Which session.</summary>
    public StoredSession Session { get; }

    /// <summary>The inputs to apply, from the snapshot's successor on, or from the first.</summary>
    /// <param name="kernel">Takes the state; null when there is no kernel that can.</param>
    /// <param name="kernelVersion">Version of the program: a snapshot of another one is passed over.</param>
    /// <param name="restoredTo">The last input that the loaded snapshot holds; 0 without one.</param>
    /// <exception cref="InvalidDataException">While reading: a block is damaged or missing.</exception>
    public IEnumerable<KernelInput> Restore(IKernelSnapshot? kernel, string kernelVersion, out long restoredTo)
    {
        restoredTo = 0;
        if (kernel is null)
            return _blocks.InputsFrom(1);
        foreach (var snapshot in _snapshots.Valid(Session.Number, kernelVersion, Session.LastSequence))
        {
            if (!kernel.TryLoad(snapshot.State))
                continue;
            restoredTo = snapshot.Sequence;
            break;
        }

        return _blocks.InputsFrom(restoredTo + 1);
    }
}
