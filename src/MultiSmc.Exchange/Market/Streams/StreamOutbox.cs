using System.Buffers;

namespace MultiSmc.Exchange;

/// <summary>
/// What waits to be written to one connection: frames in one piece of memory, so that a writer behind catches up with one write. Bounded; whoever
/// appends never waits.
/// </summary>
internal sealed class StreamOutbox(int most) : IDisposable
{
    private const int FirstSize = 4096;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private byte[] _filling = ArrayPool<byte>.Shared.Rent(FirstSize);
    private byte[] _leaving = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;
    private bool _isSignalled;
    private bool _isClosed;

    /// <summary>Appends a frame.</summary>
    /// <param name="frame">Whole, with its header.</param>
    /// <param name="wake">Whether the writer shall know at once; else by <see cref="Wake"/>.</param>
    /// <returns>False where there is no room: the reader at the other end is too slow.</returns>
    public bool TryAppend(ReadOnlySpan<byte> frame, bool wake)
    {
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (_length + frame.Length > most)
                return false;
            if (_length + frame.Length > _filling.Length)
                Grow(_length + frame.Length);
            frame.CopyTo(_filling.AsSpan(_length));
            _length += frame.Length;
        }

        if (wake)
            Wake();
        return true;
    }

    /// <summary>Lets the writer know that there is something to write.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isSignalled || _length == 0)
                return;
            _isSignalled = true;
            _signal.Release();
        }
    }

    /// <summary>Everything appended since the last call; good until the next one. Waits for something.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> TakeAsync(CancellationToken cancellationToken)
    {
        await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _isSignalled = false;
            (_filling, _leaving) = (_leaving, _filling);
            var taken = _leaving.AsMemory(0, _length);
            _length = 0;
            return taken;
        }
    }

    /// <summary>Only when nobody takes any more; later frames go nowhere.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            ArrayPool<byte>.Shared.Return(_filling);
            ArrayPool<byte>.Shared.Return(_leaving);
            (_filling, _leaving, _length) = ([], [], 0);
            _signal.Dispose();
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(most, _filling.Length * 2)));
        _filling.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_filling);
        _filling = larger;
    }
}
