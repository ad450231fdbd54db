using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>What the lab's sliders stand at; shares are fractions, swing is packets left and right.</summary>
internal sealed record LabParameters
{
    public double Bucket { get; init; }

    public int VpinWindow { get; init; }

    public int EmaSpan { get; init; }

    public int Swing { get; init; }

    public string BreakMode { get; init; } = "close";

    public double MinRange { get; init; }

    public long Ttl { get; init; }

    public double OteTop { get; init; }

    public double Entry { get; init; }

    public double OteBottom { get; init; }

    public double Target { get; init; }

    public double StopBuffer { get; init; }

    public double MinRr { get; init; }

    public double Threshold { get; init; }

    public double Approach { get; init; }

    /// <summary>As a market of the session has them.</summary>
    public static LabParameters Of(TerminalMarket market)
    {
        var structure = market.Structure;
        return new LabParameters
        {
            Bucket = new Scales(market.Instrument).Quote(market.Packets.Bucket),
            VpinWindow = market.Packets.VpinWindow,
            Swing = Math.Max(structure.Left, structure.Right),
            BreakMode = structure.BreakMode == Structure.BreakMode.Close ? "close" : "wick",
            MinRange = structure.MinRangePpm / 1e6,
            Ttl = structure.TtlPackets,
            OteTop = structure.OteTopMilli / 1e3,
            Entry = structure.EntryMilli / 1e3,
            OteBottom = structure.OteBottomMilli / 1e3,
            Target = structure.TpMilli[market.Strategy.TpIndex] / 1e3,
            StopBuffer = structure.SlBufferMilli / 1e3,
            Threshold = market.Strategy.ThresholdKind == ThresholdKind.Fixed ? market.Strategy.Threshold : 0,
            Approach = market.Strategy.ApproachPpm / 1e6,
        };
    }

    /// <summary>The detector's parameters; what the sliders do not touch stays as the market has it.</summary>
    /// <exception cref="ApiException">The detector refuses them.</exception>
    public StructureParameters Detector(TerminalMarket market)
    {
        var here = market.Structure;
        var target = Milli(Target);
        var detector = here with
        {
            // A slider that was not moved keeps uneven sides and the swing rule of the configuration.
            Left = Swing == Math.Max(here.Left, here.Right) ? here.Left : Swing,
            Right = Swing == Math.Max(here.Left, here.Right) ? here.Right : Swing,
            BreakMode = BreakMode == "wick" ? Structure.BreakMode.Wick : Structure.BreakMode.Close,
            MinRangePpm = (long)Math.Round(MinRange * 1e6),
            TtlPackets = Ttl,
            OteTopMilli = Milli(OteTop),
            EntryMilli = Milli(Entry),
            OteBottomMilli = Milli(OteBottom),
            TpMilli = target == here.TpMilli[0] ? here.TpMilli : [target, Math.Max(target, here.TpMilli[1]), Math.Max(target, here.TpMilli[2])],
            SlBufferMilli = Milli(StopBuffer),
        };
        var faults = StructureParametersValidator.Validate(detector);
        return faults.Count == 0 ? detector : throw ApiException.Bad(string.Join("; ", faults));
    }

    /// <summary>The same with one of them changed; by the page's name of it.</summary>
    /// <exception cref="ApiException">It is none that the detector knows.</exception>
    public LabParameters With(string name, double value) => name switch
    {
        "swing" => this with { Swing = (int)value },
        "minRange" => this with { MinRange = value },
        "ttl" => this with { Ttl = (long)value },
        "oteTop" => this with { OteTop = value },
        "entry" => this with { Entry = value },
        "oteBottom" => this with { OteBottom = value },
        "target" => this with { Target = value },
        "stopBuffer" => this with { StopBuffer = value },
        _ => throw ApiException.Bad($"The map can't be drawn over {name}."),
    };

    /// <summary>The value of one of them.</summary>
    public double Value(string name) => name switch
    {
        "swing" => Swing,
        "minRange" => MinRange,
        "ttl" => Ttl,
        "oteTop" => OteTop,
        "entry" => Entry,
        "oteBottom" => OteBottom,
        "target" => Target,
        "stopBuffer" => StopBuffer,
        _ => throw ApiException.Bad($"The map can't be drawn over {name}."),
    };

    /// <summary>The keys of a configuration whose values differ from a market's, with the values as it writes them. What no configuration has is left out.</summary>
    /// <exception cref="ApiException">The detector refuses them.</exception>
    public Dictionary<string, string> Changes(TerminalMarket market)
    {
        var (now, here) = (Detector(market), market.Structure);
        var changes = new Dictionary<string, string>(StringComparer.Ordinal);
        Note("packets.bucket", Bucket, new Scales(market.Instrument).Quote(market.Packets.Bucket), quoted: true);
        Note("packets.vpin_window", VpinWindow, market.Packets.VpinWindow);
        Note("structure.left", now.Left, here.Left);
        Note("structure.right", now.Right, here.Right);
        if (now.BreakMode != here.BreakMode)
            changes["structure.break_mode"] = BreakMode;
        Note("structure.min_range_ppm", now.MinRangePpm, here.MinRangePpm);
        Note("structure.ttl_packets", now.TtlPackets, here.TtlPackets);
        Note("structure.ote_top_milli", now.OteTopMilli, here.OteTopMilli);
        Note("structure.entry_milli", now.EntryMilli, here.EntryMilli);
        Note("structure.ote_bottom_milli", now.OteBottomMilli, here.OteBottomMilli);
        Note("structure.sl_buffer_milli", now.SlBufferMilli, here.SlBufferMilli);
        if (!now.TpMilli.SequenceEqual(here.TpMilli))
            changes["structure.tp_milli"] = $"[{string.Join(", ", now.TpMilli)}]";
        var own = Of(market);
        if (Threshold > 0)
            Note("strategy.threshold_value_milli", Milli(Threshold), Milli(own.Threshold));
        Note("strategy.approach_ppm", Math.Round(Approach * 1e6), market.Strategy.ApproachPpm);
        return changes;

        void Note(string key, double value, double known, bool quoted = false)
        {
            if (value != known)
                changes[key] = value.ToString("0.########", System.Globalization.CultureInfo.InvariantCulture) is var text && quoted ? $"\"{text}\"" : text;
        }
    }

    private static long Milli(double share) => double.IsFinite(share) ? (long)Math.Round(share * 1e3) : throw ApiException.Bad("A share must be a number.");
}
