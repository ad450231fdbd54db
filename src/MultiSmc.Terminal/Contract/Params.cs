namespace MultiSmc.Terminal;

/// <summary>Parameters of a code: the page writes the words. Values are strings, numbers, truths or null.</summary>
internal sealed class Params : Dictionary<string, object?>
{
    public Params()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>None. Never changed by anybody.</summary>
    public static Params None { get; } = [];
}
