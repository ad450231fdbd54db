using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>The checks a model passes before it is saved, promoted or used.</summary>
internal static class ModelChecks
{
    private const string SchemaAttribute = "feature_schema_sha256";

    /// <summary>Whether passport and weights belong together; the trees where they do.</summary>
    /// <param name="passport">Passport.</param>
    /// <param name="weights">Content of the weights' file.</param>
    public static ModelLoad Verify(ModelPassport passport, ReadOnlySpan<byte> weights)
    {
        var actual = PassportModel.Hash(weights);
        if (actual != passport.Model.Sha256)
        {
            return new ModelLoad.Refused(ModelRefusalReason.Checksum,
                $"{passport.Model.File} is not the file of the passport: its SHA-256 is {actual}, the passport says {passport.Model.Sha256}");
        }

        try
        {
            var model = PassportModel.ReadWeights(weights, passport.Model.Format);
            var described = PassportModel.Describe(weights, passport.Model.Format, model);
            var faults = new List<ModelRefusal>();
            if (described != passport.Model)
                faults.Add(Inconsistent($"the passport describes the weights as {passport.Model}, they are {described}"));
            if (passport.Features.Names.Count != model.FeatureCount)
                faults.Add(Inconsistent($"the passport names {passport.Features.Names.Count} features, the weights have {model.FeatureCount}"));
            else if (model.FeatureNames.Count > 0 && !model.FeatureNames.SequenceEqual(passport.Features.Names))
                faults.Add(Inconsistent("the features of the weights are not those of the passport, or stand in another order"));
            if (model.Attributes.TryGetValue(SchemaAttribute, out var schema) && schema != passport.Features.Sha256)
                faults.Add(Inconsistent($"the weights were trained for feature schema {schema}, the passport says {passport.Features.Sha256}"));
            if (passport.Threshold.Value is not (>= 0 and <= 1))
                faults.Add(Inconsistent(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"the threshold is {passport.Threshold.Value}, not a probability")));
            return faults.Count == 0 ? new ModelLoad.Loaded(passport, model) : new ModelLoad.Refused(faults);
        }
        catch (ModelFormatException e)
        {
            return new ModelLoad.Refused(ModelRefusalReason.Weights, $"{passport.Model.File} cannot be read: {e.Message}");
        }
    }

    /// <summary>Whether a sound model answers questions of a schema; every difference by name.</summary>
    public static ModelLoad Fit(ModelLoad.Loaded loaded, FeatureSchema schema)
    {
        var faults = FaultsOfQuestion(loaded, schema.Sha256, [.. schema.Features.Select(feature => feature.Name)]);
        return faults.Count == 0 ? loaded : new ModelLoad.Refused(faults);
    }

    /// <summary>Whether a sound model fits a configuration; every difference by name.</summary>
    public static ModelLoad Fit(ModelLoad.Loaded loaded, ModelExpectation expectation)
    {
        var passport = loaded.Passport;
        var faults = FaultsOfQuestion(loaded, expectation.FeatureSchemaSha256, expectation.FeatureNames);
        var symbol = passport.Market.Symbols.FirstOrDefault(item => item.Symbol == expectation.Symbol);
        if (symbol is null)
        {
            faults.Add(new ModelRefusal(ModelRefusalReason.Symbol,
                $"the model was made for {string.Join(", ", passport.Market.Symbols.Select(item => item.Symbol))}, not for {expectation.Symbol}"));
        }
        else
        {
            var configured = PassportSymbol.From(expectation.Symbol, expectation.Packets, expectation.Structure.Tick);
            Add(faults, ModelRefusalReason.Packets, PassportJson.Element(symbol), PassportJson.Element(configured), expectation.Symbol);
        }

        Add(faults, ModelRefusalReason.Packets,
            PassportJson.Element(passport.Packets), PassportJson.Element(PassportPackets.From(expectation.Packets)), "packets");
        Add(faults, ModelRefusalReason.Structure,
            PassportJson.Element(passport.Structure), PassportJson.Element(PassportStructure.From(expectation.Structure)), "structure");
        return faults.Count == 0 ? loaded : new ModelLoad.Refused(faults);
    }

    private static List<ModelRefusal> FaultsOfQuestion(ModelLoad.Loaded loaded, string schemaSha256, IReadOnlyList<string> names)
    {
        var faults = new List<ModelRefusal>();
        if (loaded.Model.ClassCount != 1)
        {
            faults.Add(new ModelRefusal(
                ModelRefusalReason.Objective, $"a model with the objective {loaded.Passport.Model.Objective} gives no single probability"));
        }

        // The hash says that they differ, the names say in what; and a right hash over wrong names is no better.
        var made = loaded.Passport.Features;
        var difference = DescribeDifference(made.Names, names);
        if (made.Sha256 != schemaSha256)
        {
            faults.Add(new ModelRefusal(ModelRefusalReason.Features,
                $"the model was made for the features {made.Schema} {made.Version} with SHA-256 {made.Sha256}, "
                + $"this version computes those with {schemaSha256}{(difference is null ? "" : ": " + difference)}"));
        }
        else if (difference is not null)
        {
            faults.Add(new ModelRefusal(ModelRefusalReason.Features, $"the model's features are not those of its schema: {difference}"));
        }

        return faults;
    }

    private static string? DescribeDifference(IReadOnlyList<string> made, IReadOnlyList<string> computed)
    {
        if (made.SequenceEqual(computed))
            return null;
        var missing = computed.Except(made).ToArray();
        var foreign = made.Except(computed).ToArray();
        var words = new List<string>();
        if (made.Count != computed.Count)
            words.Add($"it has {made.Count} features, {computed.Count} are computed");
        if (missing.Length > 0)
            words.Add($"it lacks {string.Join(", ", missing)}");
        if (foreign.Length > 0)
            words.Add($"it wants {string.Join(", ", foreign)}");
        if (words.Count == 0)
        {
            var at = Enumerable.Range(0, made.Count).First(position => made[position] != computed[position]);
            words.Add($"its feature {at + 1} is {made[at]}, here it is {computed[at]}");
        }

        return string.Join("; ", words);
    }

    private static void Add(List<ModelRefusal> faults, ModelRefusalReason reason, JsonElement made, JsonElement configured, string root) =>
        faults.AddRange(PassportComparison.Compare(made, configured, root).Select(difference => new ModelRefusal(reason,
            $"{difference.Path}: the model was made with {difference.Left ?? "nothing"}, the configuration says {difference.Right ?? "nothing"}")));

    private static ModelRefusal Inconsistent(string message) => new(ModelRefusalReason.Inconsistent, message);
}
