namespace MultiSmc.Exchange;

/// <summary>Bounds of the market streams; the defaults are the exchange's.</summary>
public sealed record StreamServerOptions
{
    /// <summary>Bytes that may wait for one connection; who falls behind further is cut off. 64 KiB or more.</summary>
    public int OutboxMax { get; init; } = 8 << 20;

    /// <summary>Time between pings.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that answered no ping for so long is closed.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection that is so old is told of its end, and closed a minute later.</summary>
    public TimeSpan AgeMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Messages, pings and pongs that a client may send within a second.</summary>
    public int ControlsPerSecond { get; init; } = 5;

    /// <summary>Streams of one connection.</summary>
    public int StreamsMax { get; init; } = 1024;

    /// <summary>Bytes of one message of a client.</summary>
    public int MessageMax { get; init; } = 64 << 10;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(OutboxMax, 64 << 10, nameof(OutboxMax));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PingInterval, TimeSpan.Zero, nameof(PingInterval));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PongTimeout, TimeSpan.Zero, nameof(PongTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AgeMax, TimeSpan.Zero, nameof(AgeMax));
        ArgumentOutOfRangeException.ThrowIfLessThan(ControlsPerSecond, 1, nameof(ControlsPerSecond));
        ArgumentOutOfRangeException.ThrowIfLessThan(StreamsMax, 1, nameof(StreamsMax));
        ArgumentOutOfRangeException.ThrowIfLessThan(MessageMax, 1024, nameof(MessageMax));
    }
}
