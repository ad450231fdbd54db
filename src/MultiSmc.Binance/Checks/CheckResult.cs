namespace MultiSmc.Binance;

/// <summary>How a check went.</summary>
public enum CheckVerdict : byte
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>One can trade, and should know.</summary>
    Warning,

    /// <summary>One must not trade live.</summary>
    Failure,
}

/// <summary>One fact that was checked.</summary>
/// <param name="Name">Stable, short: "clock", "key-permissions".</param>
/// <param name="Verdict">How it went.</param>
/// <param name="Sentence">What was found.</param>
/// <param name="Mend">What to do about it; empty where nothing is to be done.</param>
public sealed record CheckResult(string Name, CheckVerdict Verdict, string Sentence, string Mend)
{
    internal static CheckResult Ok(string name, string sentence) => new(name, CheckVerdict.Ok, sentence, "");

    internal static CheckResult Warn(string name, string sentence, string mend) => new(name, CheckVerdict.Warning, sentence, mend);

    internal static CheckResult Fail(string name, string sentence, string mend) => new(name, CheckVerdict.Failure, sentence, mend);
}
