using System.Runtime.ExceptionServices;

namespace MultiSmc.Binance;

/// <summary>Reads and inflates on a thread of its own, a few blocks ahead; the blocks are used again and again.</summary>
internal sealed class ReadAheadFeed : IByteFeed
{
    private const int Blocks = 4;
    private const int BlockBytes = 256 * 1024;

    private readonly IByteFeed _inner;
    private readonly byte[][] _blocks = new byte[Blocks][];
    private readonly int[] _lengths = new int[Blocks];
    private readonly SemaphoreSlim _filled = new(0);
    private readonly SemaphoreSlim _free = new(Blocks);
    private readonly Thread _thread;
    private volatile bool _isStopped;
    private ExceptionDispatchInfo? _fault;
    private int _current = -1;
    private int _position;
    private bool _isAtEnd;

    public ReadAheadFeed(IByteFeed inner)
    {
        _inner = inner;
        for (var i = 0; i < Blocks; i++)
            _blocks[i] = GC.AllocateUninitializedArray<byte>(BlockBytes);
        _thread = new Thread(Fill) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    public int Read(Span<byte> destination)
    {
        if (_isAtEnd)
            return 0;
        if (_current < 0 || _position == _lengths[_current])
        {
            if (_current >= 0)
                _free.Release();
            _filled.Wait();
            _current = (_current + 1) % Blocks;
            _position = 0;
            if (_lengths[_current] == 0)
            {
                _isAtEnd = true;
                _fault?.Throw();
                return 0;
            }
        }

        var block = _blocks[_current].AsSpan(_position, _lengths[_current] - _position);
        var count = Math.Min(block.Length, destination.Length);
        block[..count].CopyTo(destination);
        _position += count;
        return count;
    }

    public void Dispose()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        _free.Release();
        _thread.Join();
        _inner.Dispose();
        _filled.Dispose();
        _free.Dispose();
    }

    private void Fill()
    {
        for (var next = 0; ; next = (next + 1) % Blocks)
        {
            _free.Wait();
            if (_isStopped)
                return;
            _lengths[next] = FillOne(_blocks[next]);
            _filled.Release();
            if (_lengths[next] == 0)
                return;
        }
    }

    // Whatever goes wrong on this thread belongs to the reader's: caught here, thrown there. A fault is not the end of what was read before it: it is
    // thrown where the reader gets to it.
    private int FillOne(byte[] block)
    {
        var count = 0;
        try
        {
            while (_fault is null && count < block.Length)
            {
                var read = _inner.Read(block.AsSpan(count));
                if (read == 0)
                    break;
                count += read;
            }
        }
        catch (Exception exception)
        {
            _fault = ExceptionDispatchInfo.Capture(exception);
        }

        return count;
    }
}
