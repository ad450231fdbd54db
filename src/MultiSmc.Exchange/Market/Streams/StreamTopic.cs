using System.Text;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>In which form a connection gets its events.</summary>
/// <param name="IsCombined">Wrapped with the stream's name.</param>
/// <param name="Unit">Unit of times.</param>
internal readonly record struct StreamForm(bool IsCombined, ExchangeTimeUnit Unit)
{
    public const int Count = 4;

    public int Index => (IsCombined ? 2 : 0) + (Unit == ExchangeTimeUnit.Microseconds ? 1 : 0);

    public static StreamForm At(int index) =>
        new(index >= 2, (index & 1) != 0 ? ExchangeTimeUnit.Microseconds : ExchangeTimeUnit.Milliseconds);
}

/// <summary>One stream and who listens to it. Listeners come and go on any thread; the exchange's thread reads whole lists that never change.</summary>
internal sealed class StreamTopic(string name)
{
    private readonly Lock _gate = new();
    private readonly StreamConnection[][] _readers = [[], [], [], []];
    private volatile bool _hasReaders;

    /// <summary>What goes before the event for those who want it wrapped.</summary>
    public byte[] Wrapper { get; } = Encoding.UTF8.GetBytes("{\"stream\":\"" + name + "\",\"data\":");

    public string Name => name;

    /// <summary>Somebody listens, and the stream is not muted.</summary>
    public bool IsLive => _hasReaders && !IsMuted;

    /// <summary>Says nothing: a fault that is played.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Who listens in a form.</summary>
    public StreamConnection[] Readers(int form) => Volatile.Read(ref _readers[form]);

    /// <summary>A connection listens in this form and in no other; null: not at all.</summary>
    public void Set(StreamConnection connection, StreamForm? form)
    {
        lock (_gate)
        {
            for (var i = 0; i < StreamForm.Count; i++)
            {
                var isWanted = form?.Index == i;
                var isThere = Array.IndexOf(_readers[i], connection) >= 0;
                if (isWanted && !isThere)
                    Volatile.Write(ref _readers[i], [.. _readers[i], connection]);
                else if (!isWanted && isThere)
                    Volatile.Write(ref _readers[i], [.. _readers[i].Where(one => one != connection)]);
            }

            _hasReaders = Array.Exists(_readers, static readers => readers.Length > 0);
        }
    }
}
