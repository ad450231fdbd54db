using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>What became of a call to the exchange.</summary>
/// <typeparam name="T">The answer.</typeparam>
public abstract record CallOutcome<T>
{
    private CallOutcome()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Value">The answer.</param>
    public sealed record Done(T Value) : CallOutcome<T>;

    /// <summary>It was refused; nothing was done, but for a cancel-replace, where the error's data tells.</summary>
    /// <param name="Error">The exchange's code and words.</param>
    /// <param name="Class">What that means.</param>
    public sealed record Refused(ApiError Error, ErrorClass Class) : CallOutcome<T>;

    /// <summary>It may have been done or not: ask, never send it again.</summary>
    /// <param name="Reason">What happened, in words.</param>
    public sealed record Unknown(string Reason) : CallOutcome<T>;

    /// <summary>It never reached the exchange's engine: nothing was done.</summary>
    /// <param name="Reason">What happened, in words.</param>
    /// <param name="IsLimit">It was held back by the exchange's limits.</param>
    public sealed record NotSent(string Reason, bool IsLimit) : CallOutcome<T>;

    /// <summary>For people: what went wrong, or "done".</summary>
    public string Describe() => this switch
    {
        Refused refused => refused.Error.ToString(),
        Unknown unknown => "outcome unknown: " + unknown.Reason,
        NotSent notSent => "not sent: " + notSent.Reason,
        _ => "done",
    };
}
