using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>What a model was shown for a judgement.</summary>
internal sealed record AskedQuestion(DecisionView Decision, FeatureSnapshot Features);

/// <summary>What the terminal knows of one symbol.</summary>
internal sealed class SymbolBook
{
    private const int KeptStructure = 20_000;
    private const int KeptZones = 5_000;

    private readonly List<StructureNews> _structure = [];
    private int _newStructure;

    public SymbolBook(TerminalMarket market, int keptPackets, MoneyBook money)
    {
        Market = market;
        Instrument = market.Instrument;
        Scales = new Scales(market.Instrument);
        Packets = new PacketStore(keptPackets);
        Name = market.Instrument.Symbol;
        Pulled = new PulledOrders(this, money);
    }

    public TerminalMarket Market { get; }

    /// <summary>With the exchange's rules as of now.</summary>
    public Instrument Instrument { get; set; }

    public string Name { get; }

    public Scales Scales { get; }

    public PacketStore Packets { get; }

    public Dictionary<int, ZoneRecord> Zones { get; } = [];

    public Dictionary<int, SetupRecord> Setups { get; } = [];

    /// <summary>Every judgement.</summary>
    public List<DecisionView> Decisions { get; } = [];

    /// <summary>Those that pages are shown as they come: at most so many a second.</summary>
    public List<DecisionView> ShownDecisions { get; } = [];

    /// <summary>What the model was shown for those, as many as there are of them.</summary>
    public List<AskedQuestion> Asked { get; } = [];

    /// <summary>First packet that no frame has carried yet; −1: none waits.</summary>
    public long NewPacketsFrom { get; set; } = -1;

    public List<DecisionView> NewDecisions { get; } = [];

    public HashSet<ZoneRecord> ChangedZones { get; } = [];

    public HashSet<SetupRecord> ChangedSetups { get; } = [];

    /// <summary>Orders that the model took back, as if they still stood.</summary>
    public PulledOrders Pulled { get; }

    public EntryLock Locks { get; set; }

    /// <summary>Setup whose entry waits or whose position is open, the newest of them; without one, the newest that is not over; null for none.</summary>
    public SetupRecord? Active => Setups.Values.LastOrDefault(static setup => setup is { IsDone: false, Skip: null }) ?? Setups.Values.LastOrDefault(static setup => !setup.IsDone);

    public void AddStructure(StructureNews news)
    {
        _structure.Add(news);
        _newStructure++;
        if (_structure.Count <= KeptStructure + KeptStructure / 4)
            return;
        _structure.RemoveRange(0, _structure.Count - KeptStructure);
        _newStructure = Math.Min(_newStructure, _structure.Count);
    }

    /// <summary>The break that a rejected zone belongs to is told again with the reason.</summary>
    public void RejectLastBreak(long packet, string? reason)
    {
        for (var at = _structure.Count - 1; at >= 0 && _structure[at].At == packet; at--)
        {
            if (_structure[at].K == "swing")
                continue;
            _structure[at] = _structure[at] with { Rejected = reason };
            return;
        }
    }

    public IReadOnlyList<StructureNews>? TakeStructure()
    {
        if (_newStructure == 0)
            return null;
        var news = _structure.GetRange(_structure.Count - _newStructure, _newStructure);
        _newStructure = 0;
        return news;
    }

    /// <summary>What became known in a range of packets, both ends included.</summary>
    public IReadOnlyList<StructureNews> Structure(long from, long to) => _structure.FindAll(news => news.At >= from && news.At <= to);

    /// <summary>Zones whose life touches a range of packets.</summary>
    public IEnumerable<ZoneRecord> ZonesIn(long from, long to) =>
        Zones.Values.Where(zone => zone.Zone.OriginIndex <= to && (zone.Zone.IsLive || zone.EndsAt >= from));

    /// <summary>Ids are given in order: the oldest have the lowest.</summary>
    public void ForgetOldZones()
    {
        if (Zones.Count <= KeptZones + KeptZones / 4)
            return;
        foreach (var id in Zones.Keys.Order().Take(Zones.Count - KeptZones).Where(id => !Zones[id].Zone.IsLive).ToArray())
            Zones.Remove(id);
        foreach (var number in Setups.Keys.Order().Take(Math.Max(0, Setups.Count - KeptZones)).Where(number => Setups[number].IsDone).ToArray())
            Setups.Remove(number);
    }
}
