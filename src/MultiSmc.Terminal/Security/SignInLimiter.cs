using System.Net;

namespace MultiSmc.Terminal;

/// <summary>Holds back who tries tokens: so many wrong ones a minute from one address, and so many from all together.</summary>
internal sealed class SignInLimiter(TimeProvider time)
{
    private const int PerAddress = 5;
    private const int ForAll = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _wrong = [];
    private DateTimeOffset _since = time.GetUtcNow();
    private int _all;

    /// <summary>Whether another try is allowed now.</summary>
    public bool Allows(IPAddress address)
    {
        lock (_gate)
        {
            Turn();
            return _all < ForAll && _wrong.GetValueOrDefault(address) < PerAddress;
        }
    }

    /// <summary>A wrong token came.</summary>
    public void OnWrong(IPAddress address)
    {
        lock (_gate)
        {
            Turn();
            _all++;
            _wrong[address] = _wrong.GetValueOrDefault(address) + 1;
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow();
        if (now - _since < Window)
            return;
        _since = now;
        _all = 0;
        _wrong.Clear();
    }
}
