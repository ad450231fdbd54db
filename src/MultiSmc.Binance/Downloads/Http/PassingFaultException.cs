namespace MultiSmc.Binance;

/// <summary>A request failed in a way that may pass. Stays within the room: <see cref="PatientClient"/> tries again or gives up.</summary>
internal sealed class PassingFaultException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>How long the other side asks to wait; null where it did not say.</summary>
    public TimeSpan? AskedWait { get; init; }

    /// <summary>Whether all requests must wait, not this one alone: a limit was passed.</summary>
    public bool IsForAll { get; init; }

    /// <summary>Whether the attempt brought something that is kept.</summary>
    public bool HasGained { get; init; }
}
