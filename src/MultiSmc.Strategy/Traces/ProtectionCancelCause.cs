namespace MultiSmc.Strategy;

/// <summary>Why target and stop are taken back.</summary>
public enum ProtectionCancelCause : byte
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>The position is sold at market.</summary>
    Exit,

    /// <summary>A part of it is sold by hand.</summary>
    Part,

    /// <summary>Less is held than they would sell.</summary>
    Less,

    /// <summary>More is held than they protect.</summary>
    More,

    /// <summary>The stop moved.</summary>
    StopMoved,

    /// <summary>The target filled in part and the exchange ended the stop.</summary>
    TargetBegan,
}
