namespace MultiSmc.Binance.Wire;

/// <summary>
/// A word of the exchange ("LIMIT_MAKER") that we know as an enum value, or that we don't know and keep as its text: the exchange adds words every
/// few months, and a new one must never stop a message from being read.
/// </summary>
/// <typeparam name="T">Names in Pascal case stand for the exchange's upper-case words: LimitMaker for LIMIT_MAKER.</typeparam>
public readonly record struct Word<T>
    where T : struct, Enum
{
    private readonly T _value;
    private readonly string? _unknown;

    /// <param name="value">A known word.</param>
    public Word(T value) => _value = value;

    internal Word(string unknown) => _unknown = unknown;

    /// <summary>Whether we know the word.</summary>
    public bool IsKnown => _unknown is null;

    /// <summary>The value, or null where the word is not known.</summary>
    public T? Known => _unknown is null ? _value : null;

    /// <summary>The exchange's text.</summary>
    public string Text => _unknown ?? WordNames<T>.TextOf(_value);

    /// <summary>Whether it is this known word.</summary>
    public bool Is(T value) => _unknown is null && EqualityComparer<T>.Default.Equals(_value, value);

    /// <summary>A known word.</summary>
    public static implicit operator Word<T>(T value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Words and their texts.</summary>
public static class Words
{
    /// <summary>The exchange's text of a value: LimitMaker → "LIMIT_MAKER".</summary>
    public static string TextOf<T>(T value)
        where T : struct, Enum => WordNames<T>.TextOf(value);

    /// <summary>The word of a text, known or kept.</summary>
    public static Word<T> Parse<T>(string text)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(text);
        return WordNames<T>.TryFind(text, out var value) ? new Word<T>(value) : new Word<T>(text);
    }
}
