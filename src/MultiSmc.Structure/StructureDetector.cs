using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// Packets → swings, breaks of structure, dealing ranges and zones, one packet at a time. Nothing looks ahead: the events of a prefix are a
/// prefix of the events. Time per packet is O(1) amortised, plus the live zones; a packet allocates nothing once buffers have grown to what the market needs.
/// </summary>
/// <remarks>
/// Work of a packet: true range, legs behind levels, live zones in id order, swings, breaks. Its events come in the same order: zones, swings, the
/// break with the zones it cancels, then the zone superseded, created or rejected. A detector has one owner and is not safe for threads.
/// </remarks>
public sealed class StructureDetector
{
    /// <summary>Highest price taken, in canonical units: up to it all sums and most products are exact in 64 bits.</summary>
    public const long MaxPrice = 1L << 50;

    internal const int MaxAtrWindow = 4096;

    private readonly EventBuffer _events = new();
    private readonly AtrWindow _atr;
    private readonly ISwingFinder _finder;
    private readonly SwingSequence _sequence = new();
    private readonly LevelBook _levels;
    private readonly ZoneBook _zones;

    /// <param name="parameters">How packets become structure.</param>
    /// <exception cref="ArgumentException">Some parameters cannot be used; the message lists all of them.</exception>
    public StructureDetector(StructureParameters parameters)
    {
        var faults = StructureParametersValidator.Validate(parameters);
        if (faults.Count > 0)
            throw new ArgumentException($"structure parameters: {string.Join("; ", faults)}", nameof(parameters));
        Parameters = parameters;
        _atr = new(parameters.AtrWindow);
        _finder = parameters.SwingMode == SwingMode.Fractal
            ? new FractalSwings(parameters.Left, parameters.Right)
            : new ZigzagSwings(parameters, _atr);
        _levels = new(parameters);
        _zones = new(parameters);
    }

    /// <summary>How packets become structure.</summary>
    public StructureParameters Parameters { get; }

    /// <summary>Direction of the last break; none at the start of a segment.</summary>
    public Direction Trend => _levels.Trend;

    /// <summary>Number of the next packet; goes on across segments.</summary>
    public long NextIndex { get; private set; }

    /// <summary>Pending, touched and entered zones in id order; valid until the next call.</summary>
    public ReadOnlySpan<Zone> LiveZones => _zones.Live;

    /// <summary>Zones that ended in the last call, in the order they ended; valid until the next call.</summary>
    public ReadOnlySpan<Zone> EndedZones => _zones.Ended;

    /// <summary>The latest swing high, the level of an up-break with the trend.</summary>
    public StructureLevel ReferenceHigh => _levels.High;

    /// <summary>The latest swing low, the level of a down-break with the trend.</summary>
    public StructureLevel ReferenceLow => _levels.Low;

    /// <summary>The level that judges a break against the trend with <see cref="ChochLevel.Protected"/>; otherwise, or without a trend, none.</summary>
    public StructureLevel ProtectedLevel => _levels.Protected;

    /// <summary>Sum of the true ranges in the window, canonical price units.</summary>
    public long AtrSum => _atr.Sum;

    /// <summary>Packets in the window of <see cref="AtrSum"/>: less than <see cref="StructureParameters.AtrWindow"/> early in a segment.</summary>
    public int AtrCount => _atr.Count;

    /// <summary>No zone that lives or is yet to come has a leg that begins before this packet.</summary>
    public long OldestPacket => _zones.Oldest(_levels.Oldest(_finder.Recent.Oldest(NextIndex)));

    /// <summary>Takes the next packet.</summary>
    /// <param name="bar">Its prices, in canonical units.</param>
    /// <returns>Events that became known with it, in order; valid until the next call.</returns>
    /// <exception cref="ArgumentException">The prices are not a bar (low ≤ open, close ≤ high), not positive or above <see cref="MaxPrice"/>; nothing has changed.</exception>
    public ReadOnlySpan<StructureEvent> Add(in Bar bar)
    {
        if (bar.Low <= 0 || bar.High > MaxPrice || bar.Low > Math.Min(bar.Open, bar.Close) || bar.High < Math.Max(bar.Open, bar.Close))
            throw new ArgumentException($"not a bar with prices from 1 to {MaxPrice}: {bar}", nameof(bar));
        var index = NextIndex++;
        _events.Clear();
        _zones.ForgetEnded();
        _atr.Add(in bar);
        var sided = SidedBar.Of(in bar, Direction.Long);
        _levels.Feed(in sided, index);
        _zones.Update(in sided, index, _events);
        foreach (ref readonly var swing in _finder.Find(in bar, index))
        {
            if (!_sequence.TryAccept(in swing, out var label, out var isReplacement))
                continue;
            _levels.Set(in swing, _finder.Recent, index);
            _events.Swing(in swing, label, isReplacement, index);
        }

        if (_levels.TryBreak(in bar, out var made))
        {
            _events.Break(in made, index);
            _zones.OnBreak(in made, in bar, index, _events);
        }

        return _events.Items;
    }

    /// <summary>
    /// Segment break: data was lost. Live zones are cancelled; swings, levels, legs, the trend and the true ranges are forgotten; packet numbers and zone ids go on.
    /// </summary>
    /// <returns>The cancellations, under the number of the last packet before the break; valid until the next call.</returns>
    public ReadOnlySpan<StructureEvent> Reset()
    {
        _events.Clear();
        _zones.ForgetEnded();
        _zones.CancelAll(NextIndex - 1, _events);
        _atr.Reset();
        _finder.Reset();
        _sequence.Reset();
        _levels.Reset();
        return _events.Items;
    }

    /// <summary>Saves all it knows, or takes what a detector of the same parameters knew.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("structure", 1);
        NextIndex = state.Int64(NextIndex);
        _atr.Carry(state);
        _finder.Carry(state);
        _sequence.Carry(state);
        _levels.Carry(state);
        _zones.Carry(state);
    }

    /// <summary>A zone that is live or ended in the last call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such zone; zones that ended earlier are forgotten.</exception>
    public Zone GetZone(int id) =>
        TryGetZone(id, out var zone) ? zone : throw new ArgumentOutOfRangeException(nameof(id), id, "the zone is neither live nor ended in the last call");

    /// <summary>A zone that is live or ended in the last call; false when there is none of that id.</summary>
    public bool TryGetZone(int id, out Zone zone)
    {
        foreach (ref readonly var live in _zones.Live)
        {
            if (live.Id == id)
            {
                zone = live;
                return true;
            }
        }

        foreach (ref readonly var ended in _zones.Ended)
        {
            if (ended.Id == id)
            {
                zone = ended;
                return true;
            }
        }

        zone = default;
        return false;
    }
}
