namespace MultiSmc.Learning;

/// <summary>
/// XGBoost's library is not on this machine. Its message is written for the operator: what to install, and that trading does not depend on it.
/// </summary>
public sealed class XgboostMissingException : Exception
{
    private const string Remedy =
        "It is needed only to train models: trading, paper and backtests judge with the built-in evaluator and are not affected. "
        + "On Debian install the package libxgboost0 (apt-get install libxgboost0); elsewhere install XGBoost 1.7 as a shared library and set "
        + XgboostLibrary.PathVariable + " to its file.";

    /// <summary>The usual message without the places searched.</summary>
    public XgboostMissingException()
        : base("XGBoost's library could not be loaded. " + Remedy)
    {
    }

    /// <param name="message">What is wrong.</param>
    public XgboostMissingException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What led to it.</param>
    public XgboostMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal XgboostMissingException(IReadOnlyList<string> searched, string? named)
        : base($"XGBoost's library could not be loaded; looked for {string.Join(", ", searched)}"
            + (named is null ? ". " : $" because {XgboostLibrary.PathVariable} is set to \"{named}\". ") + Remedy) => Searched = searched;

    /// <summary>Names and paths that were tried.</summary>
    public IReadOnlyList<string> Searched { get; } = [];
}
