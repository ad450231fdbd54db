namespace MultiSmc.Binance;

/// <summary>Waits on an injected clock.</summary>
internal static class Waiting
{
    /// <summary>Waits at least so long. Task.Delay cuts parts of a millisecond off: a wait "until" a moment would end just before it.</summary>
    public static Task DelayAsync(this TimeProvider time, TimeSpan wait, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellation);
}
