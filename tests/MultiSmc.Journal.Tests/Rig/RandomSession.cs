using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Journal.Tests;

/// <summary>Inputs and effects of every kind, drawn from a seed. The same seed gives the same session.</summary>
internal sealed class RandomSession(ulong seed)
{
    private readonly Samples _samples = new(seed);
    private readonly long[] _ids = new long[3];
    private readonly long[] _ticks = [10_000, 500, 70_000];
    private SplitMix64 _random = new(seed + 1);
    private Timestamp _now = new(1_700_000_000_000_000_000);
    private long _sequence;

    public static IReadOnlyList<Instrument> Instruments { get; } =
    [
        .. Enumerable.Range(0, 3).Select(index => new Instrument
        {
            Id = new InstrumentId(index),
            Symbol = $"C{index}USDT",
            Base = new Asset($"C{index}"),
            Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000),
            LotSize = new Quantity(100_000),
        }),
    ];

    public static SessionHeader Header(string id = "s") => new()
    {
        Id = id, Kind = "paper", StartedAt = new Timestamp(1_700_000_000_000_000_000), KernelVersion = "test", Instruments = Instruments,
    };

    public KernelInput NextInput()
    {
        _now += new Duration(_random.NextBelow(5) switch { 0 => 0, 1 => _random.NextBelow(1_000_000_000), _ => _random.NextBelow(1_000_000) * 1_000 });
        _sequence++;
        return _random.NextBelow(100) switch
        {
            < 70 => KernelInput.FromMarket(_sequence, _now, NextTrade()),
            < 80 => KernelInput.FromMarket(_sequence, _now, NextQuote()),
            < 92 => KernelInput.FromVenue(_sequence, _now, (VenueEvent)_samples.Of(typeof(VenueEvent))),
            < 96 => KernelInput.FromTimer(_sequence, _now, (TimerRequest)_samples.Of(typeof(TimerRequest))),
            _ => KernelInput.FromCommand(_sequence, _now, (OperatorCommand)_samples.Of(typeof(OperatorCommand))),
        };
    }

    /// <summary>Effects of one input: mostly none; a new order in about one of twenty.</summary>
    public void NextEffects(EffectBuffer effects)
    {
        effects.Clear();
        if (_random.NextBelow(6) != 0)
            return;
        for (var left = 1 + _random.NextBelow(4); left > 0; left--)
        {
            var instrument = new InstrumentId((int)_random.NextBelow(3));
            switch (_random.NextBelow(10))
            {
                case 0:
                    effects.AddPacket(instrument, NextPacket(), new Money(_random.NextBelow(1_000_000_000_000)));
                    break;
                case 1:
                    effects.AddStructureEvent(instrument, NextStructureEvent());
                    break;
                case 2:
                    effects.AddZone(instrument, NextZone());
                    break;
                case 3:
                    effects.Add(EffectKind.SegmentBroken, instrument, null);
                    break;
                case 4:
                    effects.Submit((VenueRequest)_samples.Of(typeof(VenueRequest)));
                    break;
                case 5:
                    effects.Add(EffectKind.Trace, instrument, _samples.Of(typeof(StrategyTrace)));
                    break;
                case 6:
                    effects.Add(EffectKind.Filled, instrument, _samples.Of(typeof(Fill)));
                    break;
                case 7:
                    effects.Add(EffectKind.Alert, instrument, _samples.Of(typeof(Alert)));
                    break;
                case 8:
                    effects.Add(EffectKind.CommandResult, instrument, _samples.Of(typeof(CommandResult)));
                    break;
                default:
                    effects.Add(EffectKind.EntryLockChanged, instrument, _samples.Of(typeof(EntryLockChange)));
                    effects.Add(EffectKind.SetTimer, instrument, _samples.Of(typeof(TimerRequest)));
                    break;
            }
        }
    }

    public Packet NextPacket() => new() { Index = _random.NextBelow(1_000), Open = _random.NextBelow(1_000), Vpin = _random.NextDouble(), RealisedVariance = double.NaN };

    public StructureEvent NextStructureEvent() => new() { Packet = _random.NextBelow(1_000), Kind = (StructureEventKind)_random.NextBelow(17), Price = _random.NextBelow(1_000) };

    public Zone NextZone() => new()
    {
        Id = (int)_random.NextBelow(20), Side = (Direction)(_random.NextBelow(3) - 1), State = (ZoneState)_random.NextBelow(9), Entry = _random.NextBelow(100_000), EndedAt = -1,
    };

    private MarketEvent NextTrade()
    {
        var at = (int)_random.NextBelow(3);
        var wild = _random.NextBelow(20);
        _ids[at] = wild == 0 ? (long)_random.Next() : _ids[at] + 1;
        _ticks[at] += _random.NextBelow(21) - 10;
        var price = wild == 1 ? (long)_random.Next() : _ticks[at] * 1_000_000 + (wild == 2 ? 1 : 0);
        var quantity = wild == 3 ? (long)_random.Next() : _random.NextBelow(5_000) * 100_000;
        var time = wild == 4 ? new Timestamp((long)_random.Next()) : _random.NextBelow(2) == 0 ? _now : _now + new Duration(-_random.NextBelow(50_000_000));
        var trade = new TradeTick(_ids[at], time, new Price(price), new Quantity(quantity), (AggressorSide)_random.NextBelow(2));
        return new MarketEvent(new InstrumentId(wild == 5 ? 7 : at), in trade);
    }

    private MarketEvent NextQuote()
    {
        var at = (int)_random.NextBelow(3);
        var raw = _random.NextBelow(10) == 0;
        var quote = new Quote(
            raw ? (long)_random.Next() : ++_ids[at],
            _now,
            new Price(raw ? (long)_random.Next() : _ticks[at] * 1_000_000),
            new Quantity(_random.NextBelow(5_000) * 100_000),
            new Price(raw ? (long)_random.Next() : (_ticks[at] + 1 + _random.NextBelow(3)) * 1_000_000),
            new Quantity(_random.NextBelow(5_000) * 100_000));
        return new MarketEvent(new InstrumentId(at), in quote);
    }
}
