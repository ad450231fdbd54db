namespace MultiSmc.Core;

/// <summary>Holding of one asset, as the exchange keeps it.</summary>
/// <param name="Free">What can be used.</param>
/// <param name="Locked">What working orders hold.</param>
public readonly record struct Balance(Money Free, Money Locked)
{
    /// <summary>Free and locked together.</summary>
    public Money Total => Free + Locked;
}

/// <summary>Absolute balance of one asset after a change.</summary>
/// <param name="Asset">Which asset.</param>
/// <param name="Balance">Its balance now.</param>
public readonly record struct AssetBalance(Asset Asset, Balance Balance);
