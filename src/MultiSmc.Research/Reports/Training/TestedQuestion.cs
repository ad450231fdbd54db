namespace MultiSmc.Research;

/// <summary>A question of the walk-forward test: what a model that had not seen it answered, and what came.</summary>
/// <param name="Zone">Number of its zone.</param>
/// <param name="Start">When it was asked, on the scale of the splits; orders the questions of a zone.</param>
/// <param name="Probability">Calibrated, in [0, 1].</param>
/// <param name="IsKept">At or above its block's own threshold.</param>
/// <param name="IsWin">The zone's order made money after fees.</param>
/// <param name="NetBps">Result of the zone's order after fees.</param>
/// <param name="Weight">Of the question in weighted figures.</param>
/// <param name="Features">Its row, as the trees take it.</param>
public sealed record TestedQuestion(
    int Zone, long Start, double Probability, bool IsKept, bool IsWin, double NetBps, double Weight, ReadOnlyMemory<float> Features);
