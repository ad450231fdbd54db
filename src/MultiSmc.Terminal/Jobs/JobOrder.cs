namespace MultiSmc.Terminal;

/// <summary>Long work that a page asks for.</summary>
public sealed record JobOrder
{
    /// <summary>"train", "download", "packets", "backtest", "verify".</summary>
    public required string Kind { get; init; }

    /// <summary>Symbols it is about; empty for all of the configuration.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>First day, like 2025-06-21; null for the beginning.</summary>
    public string? From { get; init; }

    /// <summary>Last day, inclusive; null for the end.</summary>
    public string? To { get; init; }

    /// <summary>Name of what comes of it: a model, a run; null for one that is made up.</summary>
    public string? Name { get; init; }

    /// <summary>Bucket of packets in quote units; null for that of the configuration.</summary>
    public double? Bucket { get; init; }

    /// <summary>Values that differ from the configuration's: keys of a symbol, like <c>structure.min_range_ppm</c>, with their values as text.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>What is made of an order.</summary>
public abstract record JobPlan
{
    private JobPlan()
    {
    }

    /// <summary>It can't be done so.</summary>
    /// <param name="Reason">Why, and what to do, for people.</param>
    public sealed record Refused(string Reason) : JobPlan;

    /// <summary>It is done by a process of its own.</summary>
    /// <param name="Title">What it is, for people: "Train btc-1".</param>
    /// <param name="Command">The command line that does the same by hand.</param>
    /// <param name="Arguments">What the program is started with.</param>
    public sealed record Ready(string Title, string Command, IReadOnlyList<string> Arguments) : JobPlan
    {
        /// <summary>Made just before it starts; a failure is the job's. For files that the work reads.</summary>
        public Action? Prepare { get; init; }
    }
}

/// <summary>Who does long work for a terminal: the program that hosts it, started once more with another verb.</summary>
public sealed record JobHost
{
    /// <summary>The program's file.</summary>
    public required string Program { get; init; }

    /// <summary>What stands before the arguments of a job: the library to run, where the program is a runtime.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>The kinds that can be ordered here.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Makes a plan of an order. Starts nothing and writes nothing.</summary>
    public required Func<JobOrder, JobPlan> Plan { get; init; }

    /// <summary>Keeps the lab's values as a configuration of its own, under a name; null where that can't be done. Returns why not, or null.</summary>
    public Func<string, JobOrder, string?>? SavePreset { get; init; }

    /// <summary>What was kept so; a preset of two symbols is there twice.</summary>
    public Func<IReadOnlyList<JobPreset>>? Presets { get; init; }
}

/// <summary>A preset of the lab.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Market">A market with its values.</param>
public sealed record JobPreset(string Name, TerminalMarket Market);
