namespace MultiSmc.Learning;

/// <summary>A model's turn as the one in use.</summary>
public sealed record Promotion
{
    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its weights at that moment: an exchanged file is not what was promoted.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Symbols it is in use for from then on.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in the operator's words; may be empty.</summary>
    public required string Note { get; init; }
}

/// <summary>promoted.json: which model is in use, and which were before.</summary>
public sealed record PromotionHistory
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Layout of the file.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Oldest first; for each symbol the last one that names it counts.</summary>
    public required IReadOnlyList<Promotion> Promotions { get; init; }

    /// <summary>The promotion in force for a symbol, or null.</summary>
    public Promotion? Current(string symbol) => Promotions.LastOrDefault(promotion => promotion.Symbols.Contains(symbol, StringComparer.Ordinal));

    /// <summary>The one before it: of another model; where a roll-back leads. Null where there was none.</summary>
    public Promotion? Previous(string symbol)
    {
        var current = Current(symbol);
        return current is null
            ? null
            : Promotions.LastOrDefault(promotion => promotion.Name != current.Name && promotion.Symbols.Contains(symbol, StringComparer.Ordinal));
    }
}
