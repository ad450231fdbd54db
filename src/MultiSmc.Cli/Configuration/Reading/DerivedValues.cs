using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Cli.Configuration;

/// <summary>Fills in what follows from other values: the instrument's rules, and a few keys of the plan.</summary>
internal static class DerivedValues
{
    private static readonly string[] NeededOfInstrument = ["base", "quote", "tick_size", "lot_size"];

    /// <summary>Completes one symbol.</summary>
    /// <param name="symbol">Values of the symbol; they are completed.</param>
    /// <param name="known">Rules of a symbol, or null.</param>
    /// <param name="names">The symbols whose rules are known.</param>
    /// <param name="faults">Gets what an unknown instrument lacks.</param>
    public static void Complete(SectionValues symbol, Func<string, Instrument?> known, IReadOnlyList<string> names, List<ConfigurationFault> faults)
    {
        CompleteInstrument(symbol, known, names, faults);
        var structure = symbol.Section("structure");
        var strategy = symbol.Section("strategy");
        if (strategy["hold_packets"] is { Value: null, IsFaulty: false } hold)
            strategy.Set(hold with { Value = structure["hold_packets"].Value, Origin = Origin.Derived("structure.hold_packets") });
        ChooseThreshold(symbol, strategy);
        CompleteThreshold(strategy);
        var shares = strategy["target_shares_milli"];
        var target = strategy["tp_index"];
        if (shares is { Value: null, IsFaulty: false } && target.Value is long index)
        {
            object[] whole = [0L, 0L, 0L];
            whole[index] = 1000L;
            strategy.Set(shares with { Value = whole, Origin = Origin.Derived("tp_index") });
        }
        else if (shares.Value is not null && !target.Origin.IsExplicit)
        {
            // The shares say it; a default beside them would contradict.
            strategy.Set(target with { Value = null, Origin = Origin.Derived("target_shares_milli") });
        }
    }

    // A model comes with the threshold that was chosen with it; a value that a person wrote speaks louder.
    private static void ChooseThreshold(SectionValues symbol, SectionValues strategy)
    {
        if (strategy["threshold"] is not { Value: null, IsFaulty: false } threshold)
            return;
        var hasModel = symbol["model"].Value is string name && name != ModelName.None;
        var (kind, origin) = strategy["threshold_value_milli"].Value is not null
            ? ("fixed", Origin.Derived("threshold_value_milli"))
            : hasModel ? ("passport", Origin.Derived("model")) : ("fixed", Origin.Default);
        strategy.Set(threshold with { Value = kind, Origin = origin });
    }

    // What a kind does not use is not set: it neither counts in the hash nor pretends to have a say.
    private static void CompleteThreshold(SectionValues strategy)
    {
        var threshold = strategy["threshold"];
        Complete("threshold_value_milli", "fixed", 500L);
        Complete("threshold_edge_milli", "break_even", 30L);

        void Complete(string name, string kind, long fallback)
        {
            var value = strategy[name];
            if (threshold.Value is not string chosen || value.IsFaulty)
                return;
            if (chosen == kind && value.Value is null)
                strategy.Set(value with { Value = fallback, Origin = Origin.Default });
            else if (chosen != kind && value.IsShared && threshold is { IsShared: false, Origin.IsExplicit: true })
                // The symbol chose otherwise than the others, and cannot take back what is shared.
                strategy.Set(value with { Value = null, Origin = Origin.Derived("threshold") });
        }
    }

    private static void CompleteInstrument(
        SectionValues symbol, Func<string, Instrument?> known, IReadOnlyList<string> names, List<ConfigurationFault> faults)
    {
        var instrument = symbol.Section("instrument");
        var name = symbol["symbol"].Value as string;
        var rules = name is null ? null : known(name);
        foreach (var value in instrument.Own.Where(static v => v is { Value: null, IsFaulty: false }).ToArray())
        {
            if (rules is not null)
                instrument.Set(value with { Value = RuleOf(rules, value.Key.Name), Origin = Origin.Derived("known instrument " + rules.Symbol) });
            else if (!NeededOfInstrument.Contains(value.Key.Name))
                instrument.Set(value with { Value = 0L, Origin = Origin.Default });
            else if (name is not null)
                faults.Add(Missing(symbol, value, name) with { Suggestion = NearestSymbol(name, names) });
        }
    }

    // One slip at most: many symbols are two letters apart, and another coin is no misspelling.
    private static string? NearestSymbol(string name, IReadOnlyList<string> names) =>
        names.FirstOrDefault(known => Nearest.Distance(name.ToUpperInvariant(), known) <= 1);

    private static ConfigurationFault Missing(SectionValues symbol, EffectiveValue value, string name) =>
        new(symbol["symbol"].Origin, value.Path, $"is missing, and '{name}' is not an instrument this program knows")
        {
            Allowed = value.Key.Type.Allowed,
        };

    private static object RuleOf(Instrument rules, string key) => key switch
    {
        "base" => rules.Base.Code,
        "quote" => rules.Quote.Code,
        "tick_size" => rules.TickSize.Raw,
        "lot_size" => rules.LotSize.Raw,
        "min_price" => rules.MinPrice.Raw,
        "max_price" => rules.MaxPrice.Raw,
        "min_quantity" => rules.MinQuantity.Raw,
        "max_quantity" => rules.MaxQuantity.Raw,
        "max_market_quantity" => rules.MaxMarketQuantity.Raw,
        "min_notional" => rules.MinNotional.Raw,
        "max_notional" => rules.MaxNotional.Raw,
        _ => throw new System.Diagnostics.UnreachableException(key),
    };
}
