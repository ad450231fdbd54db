using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What kind of input the kernel is given.</summary>
public enum InputKind : byte
{
    /// <summary>A trade or quote.</summary>
    Market,

    /// <summary>Word from the exchange about our orders or balances.</summary>
    Venue,

    /// <summary>A timer that the kernel asked for.</summary>
    Timer,

    /// <summary>A person's command.</summary>
    Command,
}

/// <summary>One input of the kernel: sequenced and stamped by the shell, journaled before it is applied.</summary>
public readonly struct KernelInput
{
    private readonly MarketEvent _market;
    private readonly object? _payload;

    private KernelInput(long sequence, Timestamp time, InputKind kind, in MarketEvent market, object? payload)
    {
        Sequence = sequence;
        Time = time;
        Kind = kind;
        _market = market;
        _payload = payload;
    }

    /// <summary>Number of the input in its session, from 1, without holes.</summary>
    public long Sequence { get; }

    /// <summary>Our time when it reached us; never before the input before it.</summary>
    public Timestamp Time { get; }

    /// <summary>Which kind.</summary>
    public InputKind Kind { get; }

    /// <summary>The trade or quote; only for <see cref="InputKind.Market"/>.</summary>
    public MarketEvent Market => _market;

    /// <summary>The exchange's word; only for <see cref="InputKind.Venue"/>.</summary>
    public VenueEvent Venue => (VenueEvent)_payload!; // Kind says that it is there

    /// <summary>The timer; only for <see cref="InputKind.Timer"/>.</summary>
    public TimerRequest Timer => (TimerRequest)_payload!; // Kind says that it is there

    /// <summary>The command; only for <see cref="InputKind.Command"/>.</summary>
    public OperatorCommand Command => (OperatorCommand)_payload!; // Kind says that it is there

    /// <summary>A market input.</summary>
    public static KernelInput FromMarket(long sequence, Timestamp time, in MarketEvent market) => new(sequence, time, InputKind.Market, market, null);

    /// <summary>A venue input.</summary>
    public static KernelInput FromVenue(long sequence, Timestamp time, VenueEvent venueEvent) => new(sequence, time, InputKind.Venue, default, venueEvent);

    /// <summary>A timer input.</summary>
    public static KernelInput FromTimer(long sequence, Timestamp time, TimerRequest timer) => new(sequence, time, InputKind.Timer, default, timer);

    /// <summary>A command input.</summary>
    public static KernelInput FromCommand(long sequence, Timestamp time, OperatorCommand command) => new(sequence, time, InputKind.Command, default, command);
}

/// <summary>A timer the kernel wants: the shell hands it back as an input at <paramref name="Due"/> or as soon after as it can.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Due">When.</param>
/// <param name="Token">What the strategy makes of it (a setup's number).</param>
public sealed record TimerRequest(InstrumentId Instrument, Timestamp Due, long Token);
