namespace MultiSmc.Binance.Wire;

/// <summary>How the orders of a list depend on each other; OTOCO, OPO and OPOCO say OTO.</summary>
public enum ContingencyType : byte
{
    /// <summary>One cancels the other.</summary>
    Oco,

    /// <summary>One triggers the other.</summary>
    Oto,
}

/// <summary>Why a list state was sent.</summary>
public enum ListStatusType : byte
{
    /// <summary>Answer to a failed request.</summary>
    Response,

    /// <summary>The list is placed.</summary>
    ExecStarted,

    /// <summary>An order's client id changed.</summary>
    Updated,

    /// <summary>The list is over.</summary>
    AllDone,
}

/// <summary>State of a list.</summary>
public enum ListOrderStatus : byte
{
    /// <summary>It works.</summary>
    Executing,

    /// <summary>It is over.</summary>
    AllDone,

    /// <summary>Refused.</summary>
    Reject,
}

/// <summary>Whether the new order is placed when the cancel fails.</summary>
public enum CancelReplaceMode : byte
{
    /// <summary>It is not.</summary>
    StopOnFailure,

    /// <summary>It is.</summary>
    AllowFailure,
}

/// <summary>What became of one half of a cancel-replace.</summary>
public enum StepResult : byte
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Refused.</summary>
    Failure,

    /// <summary>Not tried because the cancel failed.</summary>
    NotAttempted,
}

/// <summary>Cancel only in one state.</summary>
public enum CancelRestrictions : byte
{
    /// <summary>Only while nothing is filled.</summary>
    OnlyNew,

    /// <summary>Only when filled in part.</summary>
    OnlyPartiallyFilled,
}

/// <summary>What a cancel-replace does when the order count is used up.</summary>
public enum OrderRateLimitExceededMode : byte
{
    /// <summary>Nothing.</summary>
    DoNothing,

    /// <summary>The cancel alone.</summary>
    CancelOnly,
}
