using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>What keeps entries from being placed: of the account, and of each symbol.</summary>
internal sealed class LockBook
{
    private readonly SortedDictionary<string, LockView> _held = new(StringComparer.Ordinal); // "" is the account

    public EntryLock OfAccount { get; private set; }

    public bool HasNews { get; private set; }

    public void Set(EntryLockChange change, string? symbol, Timestamp time)
    {
        HasNews = true;
        if (symbol is null)
            OfAccount = change.After;
        if (change.After == EntryLock.None)
        {
            _held.Remove(symbol ?? "");
            return;
        }

        var name = EntryLockFacts.NameOf(change.After);
        _held[symbol ?? ""] = new LockView(symbol, ContractNames.Of(change.After), Scales.Ms(time), name, new Params { ["message"] = change.Reason });
    }

    /// <summary>Everything that is locked now.</summary>
    public IReadOnlyList<LockView> Take()
    {
        HasNews = false;
        return All;
    }

    public IReadOnlyList<LockView> All => [.. _held.Values];
}
