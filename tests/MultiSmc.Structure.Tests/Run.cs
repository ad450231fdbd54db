namespace MultiSmc.Structure.Tests;

/// <summary>What a detector said about a whole tape: every event, and the last snapshot of each zone.</summary>
internal sealed class Run(StructureParameters parameters)
{
    private readonly SortedDictionary<int, Zone> _zones = [];

    public StructureDetector Detector { get; } = new(parameters);

    public List<StructureEvent> Events { get; } = [];

    public IReadOnlyCollection<Zone> Zones => _zones.Values;

    public static Run Of(StructureParameters parameters, IEnumerable<Bar> bars, IReadOnlySet<int>? resetBefore = null)
    {
        var run = new Run(parameters);
        var position = 0;
        foreach (var bar in bars)
        {
            if (resetBefore?.Contains(position++) == true)
                run.Reset();
            run.Add(in bar);
        }

        return run;
    }

    public void Add(in Bar bar) => Take(Detector.Add(in bar));

    public void Reset() => Take(Detector.Reset());

    private void Take(ReadOnlySpan<StructureEvent> events)
    {
        foreach (ref readonly var item in events)
        {
            Events.Add(item);
            if (item.ZoneId >= 0)
                _zones[item.ZoneId] = Detector.GetZone(item.ZoneId);
        }

        // Adverse moves without an event.
        foreach (ref readonly var zone in Detector.LiveZones)
            _zones[zone.Id] = zone;
    }
}
