namespace MultiSmc.Terminal;

/// <summary>The lab's last baseline. It is asked for with every move of a slider and seldom changes.</summary>
internal sealed class LabMemory
{
    private readonly Lock _gate = new();
    private Key? _key;
    private LabRun? _run;

    /// <summary>The run of a key: that of before, or a new one.</summary>
    public LabRun Run(Key key, Func<LabRun> make)
    {
        lock (_gate)
        {
            if (_run is { } known && _key == key)
                return known;
        }

        var run = make();
        lock (_gate)
            (_key, _run) = (key, run);
        return run;
    }

    /// <summary>What a run is of.</summary>
    /// <param name="Epoch">Packets' numbers hold within one.</param>
    /// <param name="Symbol">Whose packets.</param>
    /// <param name="First">The oldest.</param>
    /// <param name="Last">The newest.</param>
    /// <param name="Parameters">With what.</param>
    internal sealed record Key(string Epoch, string Symbol, long First, long Last, LabParameters Parameters);
}
