namespace MultiSmc.Binance.Wire;

/// <summary>A text that must never be shown: it prints as ***.</summary>
public sealed class Secret
{
    private readonly string _value;

    /// <param name="value">The text.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The text itself: for signing, never for a log or a message.</summary>
    public string Reveal() => _value;

    /// <summary>"***".</summary>
    public override string ToString() => "***";
}
