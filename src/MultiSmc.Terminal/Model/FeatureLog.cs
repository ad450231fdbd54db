using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>What the model looked at, newest questions of the session: its features' drift since the training is measured on them.</summary>
internal sealed class FeatureLog
{
    /// <summary>Below this many questions, or this many zones, spreads differ by chance: nothing is said.</summary>
    public const int NeededQuestions = 500;

    /// <inheritdoc cref="NeededQuestions"/>
    public const int NeededZones = 30;

    private const int Kept = 4_000;

    private readonly Queue<Question> _questions = new();

    /// <summary>Notes a question that a model answered.</summary>
    public void Add(string model, string symbol, int zone, FeatureSnapshot features)
    {
        if (features.Values.IsEmpty)
            return;
        _questions.Enqueue(new Question(model, symbol, zone, features));
        if (_questions.Count > Kept)
            _questions.Dequeue();
    }

    /// <summary>The newest questions that a model answered, oldest first.</summary>
    public IReadOnlyList<Question> Of(string model) => [.. _questions.Where(question => question.Model == model)];

    internal readonly record struct Question(string Model, string Symbol, int Zone, FeatureSnapshot Features);
}
