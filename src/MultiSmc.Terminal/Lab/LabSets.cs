using MultiSmc.Catalog;

namespace MultiSmc.Terminal;

/// <summary>What the lab can work on: the packets of the session, and the sets that the catalog keeps of its symbols, in whatever size.</summary>
/// <param name="model">The session.</param>
/// <param name="catalog">Root of the catalog; null for none.</param>
internal sealed class LabSets(TerminalModel model, string? catalog)
{
    private readonly LabMemory _known = new();
    private IReadOnlyList<KeptPackets> _kept = [];

    /// <summary>What was made of them last.</summary>
    public LabMemory Known => _known;

    /// <summary>The sets that are kept now, of symbols of the session.</summary>
    public IReadOnlyList<KeptPackets> Look() => _kept =
        catalog is not null && CatalogStore.IsCatalog(catalog) ? [.. PacketCache.List(CatalogStore.Open(catalog)).Where(set => MarketOf(set.Symbol) is not null)] : [];

    /// <summary>The packets of a set in a size.</summary>
    /// <param name="set">A symbol of the session, or the id of a set that is kept.</param>
    /// <param name="parameters">Size and VPIN window: where the set has others, a kept one that has them takes its place.</param>
    /// <exception cref="ApiException">There is no such set, or none in that size.</exception>
    public LabSource Open(string set, LabParameters parameters)
    {
        if (MarketOf(set) is { } own)
            return IsOf(parameters, new Scales(own.Instrument).Quote(own.Packets.Bucket), own.Packets.VpinWindow) ? OfSession(own) : Kept(own, kept => kept.Symbol == set && IsOf(parameters, kept.Bucket, kept.VpinWindow));
        var named = Find(kept => kept.Id == set) ?? throw ApiException.NotFound("There is no such packet set.");
        var market = MarketOf(named.Symbol) ?? throw ApiException.NotFound("There is no such packet set.");
        return Kept(market, kept => (kept.Id == set || kept.Symbol == named.Symbol) && IsOf(parameters, kept.Bucket, kept.VpinWindow));
    }

    private static bool IsOf(LabParameters parameters, double bucket, int vpinWindow) =>
        Math.Abs(parameters.Bucket - bucket) <= bucket * 1e-9 && parameters.VpinWindow == vpinWindow;

    private TerminalMarket? MarketOf(string symbol) => model.Setup.Markets.FirstOrDefault(market => market.Instrument.Symbol == symbol);

    private KeptPackets? Find(Func<KeptPackets, bool> isMeant) => _kept.FirstOrDefault(isMeant) ?? Look().FirstOrDefault(isMeant);

    private LabSource OfSession(TerminalMarket market)
    {
        var symbol = market.Instrument.Symbol;
        return _known.Source(model.Read(TagOf), () => model.Read(state =>
        {
            var packets = PacketsOf(state);
            var first = Math.Max(packets.First, packets.Last - LabSource.MaxPackets + 1);
            return new LabSource(market, packets.Copy(first, packets.Last), first, TagOf(state), model.Epoch);
        }));

        PacketStore PacketsOf(SessionState state) => state.Find(symbol)?.Packets ?? throw ApiException.NotFound("There is no such packet set.");

        string TagOf(SessionState state) => $"{model.Epoch}/{symbol}/{PacketsOf(state).Version}";
    }

    private LabSource Kept(TerminalMarket market, Func<KeptPackets, bool> isMeant)
    {
        var kept = Find(isMeant) ?? throw NotBuilt();
        var tag = $"{kept.Id}/{kept.Written.Ticks}";
        return _known.Source(tag, () =>
        {
            var packets = PacketCache.Read(kept)?.Packets ?? throw NotBuilt();
            var first = Math.Max(0, packets.Length - LabSource.MaxPackets);
            var scales = new Scales(market.Instrument);
            var rows = new PacketRow[packets.Length - first];
            var delta = 0.0;
            var span = packets.Span[first..];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = PacketRow.Of(in span[i], scales, delta += scales.Quote(span[i].SignedQuote));
            return new LabSource(market, rows, first, tag, tag);
        });
    }

    private static ApiException NotBuilt() => new(Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict, "not-built", "Packets of this size are not built yet.");
}
