using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>A folder of the registry.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Passport">Its passport; null where it cannot be read.</param>
/// <param name="Fault">Why not; null where it can.</param>
public sealed record ModelEntry(string Name, ModelPassport? Passport, string? Fault);

/// <summary>
/// Models on disk: a folder each, holding the weights and passport.json, and promoted.json and the trials beside the folders. A model appears whole or not at all
/// and is never changed afterwards; train again under another name instead.
/// </summary>
/// <param name="folder">The registry's folder; made when the first model is saved.</param>
public sealed class ModelRegistry(string folder)
{
    /// <summary>The file that makes a folder a model.</summary>
    public const string PassportFile = "passport.json";

    private const string PromotedFile = "promoted.json";

    private string PromotedPath => Path.Combine(folder, PromotedFile);

    /// <summary>Saves a model under its passport's name.</summary>
    /// <param name="passport">Passport.</param>
    /// <param name="weights">Content of the weights' file, as the passport describes it.</param>
    /// <exception cref="ArgumentException">The name cannot be used, or passport and weights contradict each other.</exception>
    /// <exception cref="InvalidOperationException">There is a model of that name.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Save(ModelPassport passport, ReadOnlySpan<byte> weights)
    {
        if (ModelName.Fault(passport.Name) is { } fault)
            throw new ArgumentException(fault, nameof(passport));
        if (ModelChecks.Verify(passport, weights) is ModelLoad.Refused refused)
            throw new ArgumentException(string.Join("; ", refused.Reasons.Select(reason => reason.Message)), nameof(passport));
        var target = Path.Combine(folder, passport.Name);
        if (Path.Exists(target))
            throw new InvalidOperationException($"there is a model \"{passport.Name}\"; models are never overwritten");
        // A leading dot: such folders are not listed, should the machine stop in the middle.
        var temporary = Path.Combine(folder, $".saving-{passport.Name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            DurableFile.Write(Path.Combine(temporary, passport.Model.File), weights);
            DurableFile.Write(Path.Combine(temporary, PassportFile), PassportJson.Write(passport));
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>Every model by name; a broken one stands there with its fault.</summary>
    public IReadOnlyList<ModelEntry> List() => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateDirectories().Select(found => found.Name).Where(name => ModelName.Fault(name) is null)
            .Order(StringComparer.Ordinal).Select(Show)]
        : [];

    /// <summary>One model's passport, unchecked against anything.</summary>
    public ModelEntry Show(string name) => ReadPassport(name) switch
    {
        (var passport, null) => new ModelEntry(name, passport, null),
        var (_, refused) => new ModelEntry(name, null, refused.Reasons[0].Message),
    };

    /// <summary>Loads a model and checks it: checksum, features, symbol, packets, structure.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="expectation">What it has to fit.</param>
    public ModelLoad Load(string name, ModelExpectation expectation) =>
        LoadUnfitted(name) is var load && load is ModelLoad.Loaded loaded ? ModelChecks.Fit(loaded, expectation) : load;

    /// <summary>Loads a model to answer questions of a schema, whatever market they come from: checksum and features are checked.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="schema">What the questions' columns are.</param>
    public ModelLoad Load(string name, FeatureSchema schema) =>
        LoadUnfitted(name) is var load && load is ModelLoad.Loaded loaded ? ModelChecks.Fit(loaded, schema) : load;

    /// <summary>Loads the model promoted for the expectation's symbol.</summary>
    /// <inheritdoc cref="Load(string, ModelExpectation)"/>
    public ModelLoad LoadPromoted(ModelExpectation expectation)
    {
        Promotion? promotion;
        try
        {
            promotion = Promotions().Current(expectation.Symbol);
        }
        catch (InvalidDataException e)
        {
            return new ModelLoad.Refused(ModelRefusalReason.Promotion, e.Message);
        }

        if (promotion is null)
            return new ModelLoad.Refused(ModelRefusalReason.Promotion, $"no model is promoted for {expectation.Symbol}");
        var load = Load(promotion.Name, expectation);
        return load is ModelLoad.Loaded loaded && loaded.Passport.Model.Sha256 != promotion.Sha256
            ? new ModelLoad.Refused(
                ModelRefusalReason.Promotion, $"\"{promotion.Name}\" is not the model that was promoted: its weights were exchanged since")
            : load;
    }

    /// <summary>Puts a model in use for its symbols, if it is sound.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="at">Now.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <returns>Why not; empty when it is done.</returns>
    /// <exception cref="InvalidDataException">promoted.json is damaged; it is left as it is.</exception>
    public IReadOnlyList<ModelRefusal> Promote(string name, DateTimeOffset at, string note)
    {
        switch (LoadUnfitted(name))
        {
            case ModelLoad.Refused refused:
                return refused.Reasons;
            case ModelLoad.Loaded { Passport: var passport }:
                var promotion = new Promotion
                {
                    Name = name,
                    Sha256 = passport.Model.Sha256,
                    Symbols = [.. passport.Market.Symbols.Select(symbol => symbol.Symbol)],
                    At = at,
                    Note = note,
                };
                DurableFile.Replace(PromotedPath, PassportJson.Write(new PromotionHistory { Promotions = [.. Promotions().Promotions, promotion] }));
                return [];
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Which models are and were in use.</summary>
    /// <exception cref="InvalidDataException">promoted.json is damaged.</exception>
    public PromotionHistory Promotions()
    {
        try
        {
            return File.Exists(PromotedPath)
                ? PassportJson.ReadPromotions(File.ReadAllBytes(PromotedPath))
                : new PromotionHistory { Promotions = [] };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{PromotedPath}: {e.Message}", e);
        }
    }

    private ModelLoad LoadUnfitted(string name)
    {
        var (passport, refused) = ReadPassport(name);
        if (refused is not null || passport is null)
            return refused ?? new ModelLoad.Refused(ModelRefusalReason.Passport, "no passport");
        var file = Path.Combine(folder, name, passport.Model.File);
        try
        {
            return ModelChecks.Verify(passport, File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ModelLoad.Refused(ModelRefusalReason.Checksum, $"the weights of \"{name}\" cannot be read: {e.Message}");
        }
    }

    private (ModelPassport? Passport, ModelLoad.Refused? Refused) ReadPassport(string name)
    {
        if (ModelName.Fault(name) is { } fault)
            return (null, new ModelLoad.Refused(ModelRefusalReason.Name, fault));
        if (!Directory.Exists(Path.Combine(folder, name)))
            return (null, new ModelLoad.Refused(ModelRefusalReason.NotFound, $"there is no model \"{name}\" in {folder}"));
        try
        {
            var passport = PassportJson.ReadPassport(File.ReadAllBytes(Path.Combine(folder, name, PassportFile)));
            if (passport.Name != name)
                return (null, new ModelLoad.Refused(ModelRefusalReason.Passport, $"the passport in \"{name}\" is that of \"{passport.Name}\""));
            // The file's name comes from a file and leads to one: only the three known ones.
            return Enum.IsDefined(passport.Model.Format) && passport.Model.File == PassportModel.FileName(passport.Model.Format)
                ? (passport, null)
                : (null, new ModelLoad.Refused(
                    ModelRefusalReason.Passport, $"the passport of \"{name}\" names no file of a model: \"{passport.Model.File}\""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, new ModelLoad.Refused(ModelRefusalReason.Passport, $"the passport of \"{name}\" cannot be read: {e.Message}"));
        }
    }
}
