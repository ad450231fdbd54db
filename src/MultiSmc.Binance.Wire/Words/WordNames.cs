using System.Text;

namespace MultiSmc.Binance.Wire;

/// <summary>The exchange's words for the values of one enum, made once from the names: ExpiredInMatch → EXPIRED_IN_MATCH.</summary>
internal static class WordNames<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Texts = [.. Enum.GetNames<T>().Select(ToExchange)];
    private static readonly byte[][] Utf8 = [.. Texts.Select(Encoding.UTF8.GetBytes)];

    public static string TextOf(T value)
    {
        var i = Array.IndexOf(Values, value);
        return i >= 0 ? Texts[i] : throw new ArgumentOutOfRangeException(nameof(value), value, "not a value of " + typeof(T).Name);
    }

    public static bool TryFind(ReadOnlySpan<byte> text, out T value)
    {
        for (var i = 0; i < Utf8.Length; i++)
        {
            if (!text.SequenceEqual(Utf8[i]))
                continue;
            value = Values[i];
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryFind(string text, out T value)
    {
        var i = Array.IndexOf(Texts, text);
        value = i >= 0 ? Values[i] : default;
        return i >= 0;
    }

    private static string ToExchange(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}
