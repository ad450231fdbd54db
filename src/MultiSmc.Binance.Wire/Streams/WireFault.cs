namespace MultiSmc.Binance.Wire;

/// <summary>Why a message was refused.</summary>
public enum WireFaultKind : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Not one whole JSON object.</summary>
    NotJson,

    /// <summary>Sound JSON of another kind.</summary>
    OtherMessage,

    /// <summary>A field we need is not there.</summary>
    MissingField,

    /// <summary>A field we need is there twice: which one to believe is not for us to guess.</summary>
    RepeatedField,

    /// <summary>A field we need does not hold what it should.</summary>
    BadField,
}

/// <summary>Why a message was refused, and at which field.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Field">The exchange's one-letter key, or '\0'.</param>
public readonly record struct WireFault(WireFaultKind Kind, char Field = '\0')
{
    /// <summary>In words: "field p does not hold a plain decimal ..."; empty where nothing was refused.</summary>
    public string Describe() => Kind switch
    {
        WireFaultKind.None => "",
        WireFaultKind.NotJson => "the message is not one whole JSON object",
        WireFaultKind.OtherMessage => "the message is of another kind",
        WireFaultKind.MissingField => $"field {Field} is missing",
        WireFaultKind.RepeatedField => $"field {Field} is there twice",
        _ => $"field {Field} does not hold {Expected(Field)}",
    };

    private static string Expected(char field) => field switch
    {
        'p' or 'q' or 'b' or 'B' or 'a' or 'A' => "a plain decimal of at most 8 decimals in quotes that fits 92,233,720,368",
        't' or 'u' => "an id: an integer, not negative",
        'T' or 'E' => "a time in milliseconds or microseconds",
        'm' => "true or false",
        _ => "a symbol",
    };
}
