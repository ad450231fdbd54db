using System.Text.Json.Serialization;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// What became of a cancel-replace: the whole answer where both halves succeeded, the error's <c>data</c> otherwise. It is not a transaction: what
/// succeeded stays done.
/// </summary>
public sealed record CancelReplaceReport
{
    /// <summary>The cancel.</summary>
    public required Word<StepResult> CancelResult { get; init; }

    /// <summary>The new order.</summary>
    public required Word<StepResult> NewOrderResult { get; init; }

    /// <summary>The cancel's answer or error; null: not attempted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CancelReplaceStep? CancelResponse { get; init; }

    /// <summary>The new order's answer or error; null: not attempted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CancelReplaceStep? NewOrderResponse { get; init; }
}

/// <summary>Answer of one half.</summary>
public abstract record CancelReplaceStep
{
    private CancelReplaceStep()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done(OrderReport Report) : CancelReplaceStep;

    /// <summary>The cancel took a whole list with it.</summary>
    public sealed record ListDone(OrderListReport Report) : CancelReplaceStep;

    /// <summary>Refused.</summary>
    public sealed record Failed(ApiError Error) : CancelReplaceStep;
}
