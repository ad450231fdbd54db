using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Inputs and effects in words, for the two sides of a difference.</summary>
internal static class EffectText
{
    public static IReadOnlyList<string> Of(IReadOnlyList<StoredEffect> effects) => effects.Count == 0 ? ["nothing"] : [.. effects.Select(Of)];

    public static string Of(in KernelInput input) => input.Kind switch
    {
        InputKind.Market when input.Market.Kind == Core.MarketEventKind.Trade => $"{input.Time} {input.Market.Trade}",
        InputKind.Market => $"{input.Time} {input.Market.Quote}",
        InputKind.Venue => $"{input.Time} {input.Venue.GetType().Name} {RecordText.Of(input.Venue)}",
        InputKind.Timer => $"{input.Time} timer {RecordText.Of(input.Timer)}",
        _ => $"{input.Time} {input.Command.GetType().Name} {RecordText.Of(input.Command)}",
    };

    private static string Of(StoredEffect effect) => effect.Kind switch
    {
        EffectKind.PacketClosed => $"packet closed, equity {effect.Amount}, content {effect.Digest:x16}",
        EffectKind.Structure => $"structure, content {effect.Digest:x16}",
        EffectKind.ZoneChanged => $"zone {effect.Zone}",
        EffectKind.SegmentBroken => "segment broken",
        _ when effect.Payload is { } payload => $"{StableNames.Of(effect.Kind)}: {payload.GetType().Name} {RecordText.Of(payload)}",
        _ => StableNames.Of(effect.Kind),
    };
}
