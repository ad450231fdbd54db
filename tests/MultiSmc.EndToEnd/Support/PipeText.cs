using System.Text;

namespace MultiSmc.EndToEnd.Support;

/// <summary>What a process writes to one of its pipes, read as it comes: a pipe that nobody reads fills up and holds its process.</summary>
internal sealed class PipeText
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Task _pump;
    private TaskCompletionSource _more = NewSignal();
    private int _read; // where the next line begins
    private bool _isOver;

    /// <param name="pipe">Read to its end, which comes when the process does.</param>
    public PipeText(StreamReader pipe) => _pump = PumpAsync(pipe);

    /// <summary>Everything so far.</summary>
    public string SoFar
    {
        get
        {
            lock (_gate)
                return _text.ToString();
        }
    }

    /// <summary>Everything, once the pipe has ended.</summary>
    public async Task<string> WholeAsync(CancellationToken cancellation)
    {
        await _pump.WaitAsync(cancellation);
        return SoFar;
    }

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (TryTake(out var line))
                    return line;
                if (_isOver)
                    return null;
                more = _more.Task;
            }

            await more.WaitAsync(cancellation);
        }
    }

    /// <summary>Reads on to a line of which something is true; null when none comes before the end.</summary>
    public async Task<string?> FindLineAsync(Func<string, bool> isIt, CancellationToken cancellation)
    {
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (isIt(line))
                return line;
        }

        return null;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryTake(out string line)
    {
        for (var at = _read; at < _text.Length; at++)
        {
            if (_text[at] != '\n')
                continue;
            line = _text.ToString(_read, at - _read);
            _read = at + 1;
            return true;
        }

        line = _isOver ? _text.ToString(_read, _text.Length - _read) : "";
        if (line.Length > 0)
            _read = _text.Length;
        return line.Length > 0;
    }

    private async Task PumpAsync(StreamReader pipe)
    {
        var buffer = new char[4_096];
        int count;
        do
        {
            count = await pipe.ReadAsync(buffer);
            lock (_gate)
            {
                _text.Append(buffer, 0, count);
                _isOver = count == 0;
                _more.TrySetResult();
                _more = NewSignal();
            }
        }
        while (count > 0);
    }
}
