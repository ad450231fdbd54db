using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Judges what a key may do: a bot's key trades and reads, and can move nothing out of the account.</summary>
public static class KeyPermissions
{
    private const string Name = "key-permissions";

    /// <summary>Judges a key.</summary>
    /// <param name="key">What the exchange says of it.</param>
    /// <param name="now">Local time.</param>
    public static CheckResult Judge(ApiRestrictions key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        var dangers = new List<string>();
        if (key.EnableWithdrawals)
            dangers.Add("withdraw");
        if (key.EnableInternalTransfer)
            dangers.Add("transfer to other accounts");
        if (key.PermitsUniversalTransfer)
            dangers.Add("transfer between wallets");
        if (dangers.Count > 0)
            return CheckResult.Fail(Name, $"the key may {string.Join(", ", dangers)}: whoever gets it gets the money", "make a key for reading and spot trading alone");
        if (!key.EnableReading)
            return CheckResult.Fail(Name, "the key may not read", "allow reading to the key");
        if (!key.EnableSpotAndMarginTrading)
            return CheckResult.Fail(Name, "the key may not trade", "allow spot trading to the key");
        var end = key.TradingAuthorityExpirationTime is { } time && time.Nanoseconds > 0 ? time : (Timestamp?)null;
        if (end is { } over && over.ToDateTimeOffset() is var until && until < now.AddDays(7))
            return until <= now
                ? CheckResult.Fail(Name, $"the key's right to trade ended at {over}", "bind the key to an address, or make a new one")
                : CheckResult.Warn(Name, $"the key's right to trade ends at {over}", "bind the key to an address, or make a new one before");
        return key.IpRestrict
            ? CheckResult.Ok(Name, "the key may read and trade, nothing else, from its own addresses")
            : CheckResult.Warn(Name, "the key may read and trade, nothing else, but from any address", "bind the key to this machine's address");
    }
}
