namespace MultiSmc.Learning;

/// <summary>A call into XGBoost's library failed; the message is the library's own.</summary>
public sealed class XgboostException : Exception
{
    /// <summary>An exception without a message.</summary>
    public XgboostException()
    {
    }

    /// <param name="message">What is wrong.</param>
    public XgboostException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What led to it.</param>
    public XgboostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    private XgboostException(string message, string nativeTrace)
        : base(message) => NativeTrace = nativeTrace;

    /// <summary>The library's stack trace, empty where it gave none.</summary>
    public string NativeTrace { get; } = "";

    /// <summary>Parts the library's text, which has its stack trace at the end.</summary>
    internal static XgboostException FromNative(string? text)
    {
        const string Mark = "Stack trace:";
        var whole = string.IsNullOrWhiteSpace(text) ? "XGBoost's library failed without saying why" : text.Trim();
        var at = whole.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new XgboostException(whole) : new XgboostException(whole[..at].TrimEnd(), whole[(at + Mark.Length)..].Trim());
    }
}
