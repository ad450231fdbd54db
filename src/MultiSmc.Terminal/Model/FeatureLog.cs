using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>
/// What the model looked at when it was first asked about each zone, the newest zones of the session: its features' drift since the training is measured on
/// them. Further questions about a zone look at nearly the same and would count one zone many times.
/// </summary>
internal sealed class FeatureLog
{
    /// <summary>Below this many zones spreads differ by chance: nothing is said.</summary>
    public const int NeededZones = 200;

    private const int Kept = 4_000;

    private readonly Queue<Question> _questions = new();
    private readonly HashSet<(string Model, string Symbol, int Zone)> _known = [];

    /// <summary>Notes a question that a model answered.</summary>
    public void Add(string model, string symbol, int zone, FeatureSnapshot features)
    {
        if (features.Values.IsEmpty || !_known.Add((model, symbol, zone)))
            return;
        _questions.Enqueue(new Question(model, symbol, zone, features));
        if (_questions.Count <= Kept)
            return;
        var oldest = _questions.Dequeue();
        _known.Remove((oldest.Model, oldest.Symbol, oldest.Zone));
    }

    /// <summary>First questions that a model answered, one a zone, oldest first.</summary>
    public IReadOnlyList<FeatureSnapshot> Of(string model) => [.. _questions.Where(question => question.Model == model).Select(static question => question.Features)];

    private readonly record struct Question(string Model, string Symbol, int Zone, FeatureSnapshot Features);
}
