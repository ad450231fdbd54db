using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>How often things go wrong. Shares are parts per million of the messages; per-hour counts are of simulated time.</summary>
public sealed record FaultRates
{
    /// <summary>Longest ordinary way of a message, either direction.</summary>
    public Duration LatencyMax { get; init; } = Duration.FromMilliseconds(300);

    /// <summary>Requests that never reach the exchange.</summary>
    public int RequestLostPpm { get; init; } = 20_000;

    /// <summary>Answers that never reach us: the request was carried out, and we don't know.</summary>
    public int AnswerLostPpm { get; init; } = 20_000;

    /// <summary>Requests refused by an overloaded exchange: nothing was done.</summary>
    public int OverloadPpm { get; init; } = 10_000;

    /// <summary>Messages that arrive twice.</summary>
    public int DuplicatePpm { get; init; } = 20_000;

    /// <summary>Messages that take up to three seconds more: others overtake them.</summary>
    public int LatePpm { get; init; } = 30_000;

    /// <summary>Answers to a new order or cancel that come beside the report of the stream.</summary>
    public int EchoPpm { get; init; } = 500_000;

    /// <summary>The stream of reports breaks, seen at once.</summary>
    public int StreamBreaksPerHour { get; init; } = 3;

    /// <summary>The stream of reports goes mute, noticed after up to a minute.</summary>
    public int StreamMutesPerHour { get; init; } = 2;

    /// <summary>Requests stop getting through, seen at once.</summary>
    public int OrderBreaksPerHour { get; init; } = 2;

    /// <summary>Trades stop coming; on return they are fetched by their ids.</summary>
    public int MarketBreaksPerHour { get; init; } = 2;

    /// <summary>Longest break.</summary>
    public Duration BreakMax { get; init; } = Duration.FromSeconds(90);

    /// <summary>The process is killed and starts again from its journal.</summary>
    public int CrashesPerHour { get; init; } = 3;

    /// <summary>Longest time that a killed process, or one whose disk is full, is away.</summary>
    public Duration DowntimeMax { get; init; } = Duration.FromSeconds(60);

    /// <summary>Our clock jumps by up to three seconds either way.</summary>
    public int ClockJumpsPerHour { get; init; } = 2;

    /// <summary>A person trades, cancels, deposits or withdraws by hand.</summary>
    public int HandsPerHour { get; init; } = 2;

    /// <summary>The exchange halts an instrument for a while.</summary>
    public int HaltsPerHour { get; init; } = 1;

    /// <summary>A person pauses, resumes, kills, closes or cancels through the bot.</summary>
    public int CommandsPerHour { get; init; } = 2;

    /// <summary>A person sells a part of a position through the bot.</summary>
    public int PartsPerHour { get; init; } = 3;

    /// <summary>The disk fills up: the process ends soon after and starts again from what reached it.</summary>
    public int FullDisksPerHour { get; init; } = 1;

    /// <summary>No faults at all.</summary>
    public static FaultRates None { get; } = new()
    {
        LatencyMax = Duration.Zero, RequestLostPpm = 0, AnswerLostPpm = 0, OverloadPpm = 0, DuplicatePpm = 0, LatePpm = 0, EchoPpm = 0, StreamBreaksPerHour = 0, StreamMutesPerHour = 0,
        OrderBreaksPerHour = 0, MarketBreaksPerHour = 0, CrashesPerHour = 0, ClockJumpsPerHour = 0, HandsPerHour = 0, HaltsPerHour = 0, CommandsPerHour = 0,
        FullDisksPerHour = 0, PartsPerHour = 0,
    };
}

/// <summary>A defect planted on purpose, to see that the simulation catches its kind.</summary>
public enum PlantedBug : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>An order whose answer is lost is sent again under another name.</summary>
    DoubleSend,

    /// <summary>Some fills never reach the kernel, by any way.</summary>
    LostFill,

    /// <summary>Some protection is never sent, and reported as standing.</summary>
    UnprotectedRemainder,

    /// <summary>Some commissions in base are booked one unit short.</summary>
    DustLeak,

    /// <summary>Some commissions are booked in the wrong asset.</summary>
    WrongFeeAsset,

    /// <summary>After a crash the orders of the last input are sent once more.</summary>
    ResendAfterCrash,

    /// <summary>A trade is left out on recovery.</summary>
    LostInput,

    /// <summary>Some orders can't be cancelled: each of their cancels is dropped.</summary>
    LostCancel,

    /// <summary>Cancels do not wait for the disk: protection is taken back by a node that can't place anything any more.</summary>
    HastyCancel,
}

/// <summary>What became of one seed.</summary>
/// <param name="Seed">The seed: the same one gives the same run.</param>
/// <param name="Violation">What was broken, or "" when nothing was.</param>
/// <param name="At">When it was seen.</param>
/// <param name="Counts">Faults, orders and fills met.</param>
public sealed record FaultOutcome(ulong Seed, string Violation, Timestamp At, FaultCounts Counts);

/// <summary>What a run met.</summary>
public sealed record FaultCounts
{
    /// <summary>Simulated time.</summary>
    public Duration Simulated { get; set; }

    /// <summary>Inputs of the kernel.</summary>
    public long Inputs { get; set; }

    /// <summary>Orders that left.</summary>
    public long Orders { get; set; }

    /// <summary>Executions.</summary>
    public long Fills { get; set; }

    /// <summary>Positions closed.</summary>
    public long Closed { get; set; }

    /// <summary>Messages lost, doubled, delayed; breaks, crashes, jumps, hands.</summary>
    public SortedDictionary<string, long> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts a fault.</summary>
    internal void Add(string fault) => Faults[fault] = Faults.GetValueOrDefault(fault) + 1;

    /// <summary>Adds another run's counts.</summary>
    public void Add(FaultCounts other)
    {
        Simulated += other.Simulated;
        Inputs += other.Inputs;
        Orders += other.Orders;
        Fills += other.Fills;
        Closed += other.Closed;
        foreach (var (fault, count) in other.Faults)
            Faults[fault] = Faults.GetValueOrDefault(fault) + count;
    }
}
