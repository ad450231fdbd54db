using System.Security.Cryptography;

namespace MultiSmc.Terminal;

/// <summary>What was previewed and may be carried out within a while, once.</summary>
/// <typeparam name="T">What is carried out; made of the id that it gets.</typeparam>
internal sealed class PreparedCommands<T>(TimeProvider time)
    where T : class
{
    private const int MostWaiting = 256;
    private const int Remembered = 4_096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Func<string, T> Make, DateTimeOffset Expires)> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecuteReply> _done = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Keeps a command that was shown.</summary>
    public (string Token, DateTimeOffset Expires) Add(Func<string, T> make)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var old in _waiting.Where(entry => entry.Value.Expires < now - PreparedLife.Time).Select(static entry => entry.Key).ToArray())
                _waiting.Remove(old);
            if (_waiting.Count >= MostWaiting)
                _waiting.Remove(_waiting.MinBy(static entry => entry.Value.Expires).Key);
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            _waiting.Add(token, (make, now + PreparedLife.Time));
            return (token, now + PreparedLife.Time);
        }
    }

    /// <summary>
    /// The command behind a token, once. The same command id again, or a token that was used, is a duplicate; what is not in time has expired.
    /// </summary>
    /// <returns>The command to be carried out, or the answer where there is none.</returns>
    public (T? Command, ExecuteReply Reply) Take(string token, string commandId)
    {
        lock (_gate)
        {
            if (_done.ContainsKey(commandId) || _done.ContainsKey(token))
                return (null, new ExecuteReply("duplicate", null, Params.None));
            if (!_waiting.Remove(token, out var prepared))
                return (null, new ExecuteReply("rejected", "token-unknown", Params.None));
            if (prepared.Expires < time.GetUtcNow())
                return (null, new ExecuteReply("expired", "token-expired", Params.None));
            var accepted = new ExecuteReply("accepted", null, Params.None);
            Remember(commandId, accepted);
            Remember(token, accepted);
            return (prepared.Make(commandId), accepted);
        }
    }

    private void Remember(string name, ExecuteReply reply)
    {
        if (_done.TryAdd(name, reply))
            _order.Enqueue(name);
        while (_order.Count > Remembered)
            _done.Remove(_order.Dequeue());
    }
}

/// <summary>How long a preview can be acted on.</summary>
internal static class PreparedLife
{
    /// <summary>The time between what is shown and the word to do it.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(15);
}
