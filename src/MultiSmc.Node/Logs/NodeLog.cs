using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using MultiSmc.Core;

namespace MultiSmc.Node;

/// <summary>How much something matters.</summary>
public enum LogLevel
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>Somebody has to act.</summary>
    Alarm,
}

/// <summary>
/// What a node says, one JSON object a line, in files that are begun anew at a size and of which the newest are kept. Written by a task of its own; who
/// says something never waits: when the disk can't keep up, lines are dropped and their number is told. It is given facts of trading, never keys.
/// </summary>
public sealed class NodeLog : IAsyncDisposable
{
    private const int Queue = 8_192;
    private const int Remembered = 500;
    private const int ListenerQueue = 1_000;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TimeProvider _time;
    private readonly LogFiles? _files;
    private readonly Channel<string> _lines;
    private readonly Lock _gate = new();
    private readonly Queue<string> _recent = new();
    private readonly List<Channel<string>> _listeners = [];
    private readonly Task _writer;
    private long _dropped;

    /// <param name="folder">Where the files lie; null to keep none.</param>
    /// <param name="time">The clock.</param>
    public NodeLog(string? folder, TimeProvider time)
    {
        _time = time;
        _files = folder is null ? null : new LogFiles(folder, time);
        _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(Queue) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Lines that the disk did not take in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Says something. From any thread; never waits.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="name">Stable name of what happened: "session-started".</param>
    /// <param name="message">In words.</param>
    /// <param name="facts">More, by name.</param>
    public void Write(LogLevel level, string name, string message, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        if (!_lines.Writer.TryWrite(Line(level, name, message, facts)))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>The last lines, oldest first, and every one after them until cancelled.</summary>
    /// <param name="count">How many of the past.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<string> FollowAsync(int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        // A listener that does not keep up misses the oldest: the files have everything.
        var mine = Channel.CreateBounded<string>(new BoundedChannelOptions(ListenerQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        string[] past;
        lock (_gate)
        {
            past = [.. _recent.TakeLast(count)];
            _listeners.Add(mine);
        }

        try
        {
            foreach (var line in past)
                yield return line;
            await foreach (var line in mine.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return line;
        }
        finally
        {
            lock (_gate)
                _listeners.Remove(mine);
        }
    }

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Recent(int count)
    {
        lock (_gate)
            return [.. _recent.TakeLast(count)];
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Writer.TryComplete();
        }

        _files?.Dispose();
    }

    private async Task WriteAsync()
    {
        await foreach (var line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            lock (_gate)
            {
                _recent.Enqueue(line);
                if (_recent.Count > Remembered)
                    _recent.Dequeue();
                foreach (var listener in _listeners)
                    listener.Writer.TryWrite(line);
            }

            if (_files is not null && !_files.TryWrite(line, isLast: _lines.Reader.Count == 0))
                Interlocked.Increment(ref _dropped);
        }
    }

    private string Line(LogLevel level, string name, string message, ReadOnlySpan<(string Name, string Value)> facts)
    {
        using var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("t", Timestamp.Of(_time.GetUtcNow()).ToString());
            json.WriteString("level", level switch { LogLevel.Info => "info", LogLevel.Warning => "warning", _ => "alarm" });
            json.WriteString("event", name);
            json.WriteString("message", message);
            foreach (var (fact, value) in facts)
                json.WriteString(fact, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
