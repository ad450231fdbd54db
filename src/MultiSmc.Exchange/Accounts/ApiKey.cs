using System.Collections.Concurrent;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>What a key may do.</summary>
public sealed record KeyRights
{
    /// <summary>Place and cancel orders.</summary>
    public bool CanTrade { get; init; } = true;

    /// <summary>Withdraw; this exchange has no withdrawals, but a bot may want to see that it refuses such a key.</summary>
    public bool CanWithdraw { get; init; }

    /// <summary>Move money between accounts; as above.</summary>
    public bool CanTransfer { get; init; }

    /// <summary>Addresses that it may be used from; empty: any.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

/// <summary>A key of an account.</summary>
internal sealed class ApiKey(string text, string account, SignatureVerifier verifier, KeyRights rights, Timestamp createdAt)
{
    private KeyRights _rights = rights;

    /// <summary>What is sent as X-MBX-APIKEY.</summary>
    public string Text => text;

    /// <summary>Whose.</summary>
    public string Account => account;

    public SignatureVerifier Verifier => verifier;

    public Timestamp CreatedAt => createdAt;

    public KeyRights Rights
    {
        get => Volatile.Read(ref _rights);
        set => Volatile.Write(ref _rights, value);
    }

    public bool AdmitsAddress(string address) => Rights.Addresses is { Count: 0 } || Rights.Addresses.Contains(address);
}

/// <summary>All keys. Safe to use from any thread.</summary>
internal sealed class KeyRing
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    public IEnumerable<ApiKey> All => _keys.Values.OrderBy(static key => key.Text, StringComparer.Ordinal);

    public ApiKey? Find(string text) => _keys.GetValueOrDefault(text);

    /// <returns>False where there is one of that text.</returns>
    public bool TryAdd(ApiKey key) => _keys.TryAdd(key.Text, key);

    /// <returns>False where there is none.</returns>
    public bool TryRevoke(string text) => _keys.TryRemove(text, out _);
}
