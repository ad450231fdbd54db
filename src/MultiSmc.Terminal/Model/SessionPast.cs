using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>Shows an observer the inputs of the session from its first on, and what its kernel made of them.</summary>
/// <param name="observer">Is shown them.</param>
/// <param name="before">The first input that it is not shown.</param>
/// <param name="cancellation">Ends early.</param>
/// <returns>Why it can't be had or not all of it, for people; null when it was shown whole.</returns>
public delegate Task<string?> PastReader(IKernelObserver observer, long before, CancellationToken cancellation);

/// <summary>
/// What a session did before the first input that its observer sees: a session that goes on from a snapshot of the kernel is not given its beginning again.
/// Read on a task of its own into a ring of its own; meanwhile what is seen waits in its ring, and nobody waits for it.
/// </summary>
internal sealed class SessionPast(PastReader read, KernelObserver present, IReadOnlyList<Instrument> instruments, CancellationToken cancellation)
{
    private readonly KernelObserver _observer = new(instruments, isPatient: true);
    private Task<string?>? _reading;

    /// <summary>Sees what was before.</summary>
    public KernelObserver Observer => _observer;

    public ObservedRing Ring => _observer.Ring;

    /// <summary>All of it is in the ring, or no more of it comes.</summary>
    public bool IsOver => _reading is { IsCompleted: true };

    /// <summary>Why a part is missing; null for none. Once it is over.</summary>
    public string? Fault => _reading is { IsCompletedSuccessfully: true } read ? read.Result : _reading?.Exception?.InnerException?.Message ?? "cancelled";

    /// <summary>Last price of a market in what was read; 0 where it had none.</summary>
    public long LastOf(int instrument) => _observer.MarketOf(instrument).Last;

    /// <summary>Begins where there is something to read.</summary>
    public bool HasBegun()
    {
        if (_reading is not null)
            return true;
        if (present.FirstSequence <= 1)
            return false;
        present.IsBusy = true;
        _reading = Task.Run(() => read(_observer, present.FirstSequence, cancellation), CancellationToken.None);
        return true;
    }

    /// <summary>What is seen is read again.</summary>
    public void End() => present.IsBusy = false;

    /// <summary>Nobody reads any more.</summary>
    public async Task EndAsync()
    {
        _observer.IsAbandoned = true;
        if (_reading is not null)
            await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
