using MultiSmc.Engine;

namespace MultiSmc.Research;

/// <summary>A 64-bit digest of one input's effects: equal effects have equal digests on every machine.</summary>
internal static class EffectDigest
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static ulong Of(EffectBuffer effects)
    {
        var hash = Offset;
        foreach (ref readonly var effect in effects.Effects)
        {
            Add(ref hash, (ulong)effect.Kind);
            Add(ref hash, (ulong)effect.Instrument.Index);
            Add(ref hash, (ulong)effect.Amount.Raw);
            if (effect.Payload is { } payload)
                Add(ref hash, payload.ToString() ?? "");
        }

        foreach (ref readonly var packet in effects.Packets)
        {
            Add(ref hash, (ulong)packet.Index);
            Add(ref hash, (ulong)packet.Close);
            Add(ref hash, (ulong)packet.LastId);
        }

        foreach (ref readonly var zone in effects.Zones)
        {
            Add(ref hash, (ulong)zone.Id);
            Add(ref hash, (ulong)zone.Entry);
            Add(ref hash, (ulong)zone.Version);
        }

        return hash;
    }

    private static void Add(ref ulong hash, string text)
    {
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
    }

    private static void Add(ref ulong hash, ulong value)
    {
        for (var i = 0; i < 8; i++)
        {
            hash = (hash ^ (value & 255)) * Prime;
            value >>= 8;
        }
    }
}
