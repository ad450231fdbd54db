using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Exchange;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// The synthetic market of the demonstration, of which the first days are the past and the rest is yet to come: one market, so that a model trained on
/// its past meets the same market live. Its time runs faster than ours; times are shown as if that were its own pace.
/// </summary>
internal sealed class DemoMarket : IDisposable
{
    /// <summary>
    /// The planted edge, in millionths of the price in an hour of ordinary activity: about as much as noise moves it. With much more every pullback is a
    /// turn of the pressure, and the flow at all zones is the same; with much less a few hundred zones do not show it.
    /// </summary>
    public const int EdgePpm = 80_000;

    // As long as most trades on a zone take: what the flow tells as price comes near holds for what comes after.
    private static readonly Duration EdgeStay = Duration.FromSeconds(7_200);

    // Wilder than the recordings that the profiles were fitted to: on ranges of a few tenths of a percent fees alone decide what becomes of a zone.
    private const int Wildness = 4;

    // The market's own time is always the same, so that a seed is one market: the day's rhythm goes by it.
    private static readonly Timestamp Begin = new(1_767_340_800_000_000_000); // 2026-01-02T08:00:00Z

    private const int RowsAtOnce = 4_096;
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "LTCUSDT", "TRXUSDT"];

    private readonly SyntheticMarket _market;
    private readonly Timestamp _now;
    private readonly Timestamp _present;
    private readonly int _speed;
    private readonly ulong _seed;
    private Timestamp _read;

    /// <param name="seed">Another seed, another market.</param>
    /// <param name="speed">Seconds of it that pass in one of ours.</param>
    /// <param name="past">How much of it, by its own time, lies behind us.</param>
    /// <param name="now">Our time, at which its past ends.</param>
    public DemoMarket(ulong seed, int speed, Duration past, Timestamp now)
    {
        (_seed, _speed, _now, _present) = (seed, speed, now, Begin + past);
        Listings = [.. Symbols.Select(static (symbol, index) =>
        {
            var profile = SyntheticProfiles.For(symbol);
            profile = profile with { NoisePpb = Wildness * profile.NoisePpb, ImpactPpb = Wildness * profile.ImpactPpb };
            return new SyntheticListing(profile.InstrumentFor(new InstrumentId(index), symbol), profile);
        })];
        _market = new SyntheticMarket(Listings, new SyntheticMarketParameters
        {
            Seed = seed, StartTime = Begin, EndTime = _present + new Duration(365 * Timestamp.NanosecondsPerDay), EdgePpm = EdgePpm, EdgeStay = EdgeStay,
        });
        _read = Begin;
    }

    /// <summary>What is traded, with its habits.</summary>
    public IReadOnlyList<SyntheticListing> Listings { get; }

    /// <summary>Puts the past into a catalog.</summary>
    /// <returns>How many trades there are.</returns>
    public long WritePast(string catalog, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var from = _read;
        using var writer = CatalogStore.OpenOrCreate(catalog).OpenWriter();
        var source = new ImportSource($"synthetic, seed {_seed}", "");
        TradeImporter[] imports = [.. Symbols.Select(symbol => writer.ImportTrades(new SeriesKey(DatasetKind.Trades, symbol), source))];
        var rows = Symbols.Select(static _ => new List<TradeTick>(RowsAtOnce)).ToArray();
        try
        {
            // The first event behind the end of the past is still part of it: it has been taken out of the market.
            var count = 0L;
            while (_read < _present && _market.TryNext(out var next))
            {
                _read = next.Time;
                if (next.Kind != SyntheticEventKind.Trade)
                    continue;
                var index = next.Instrument.Index;
                rows[index].Add(next.Trade with { Time = StampOf(next.Time) });
                if (++count % RowsAtOnce == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress.Report(new ProgressStep((_read - from).Nanoseconds, (_present - from).Nanoseconds));
                }

                if (rows[index].Count == RowsAtOnce)
                    Flush(imports[index], rows[index]);
            }

            for (var i = 0; i < imports.Length; i++)
            {
                Flush(imports[i], rows[i]);
                imports[i].Complete();
            }

            return count;
        }
        finally
        {
            foreach (var import in imports)
                import.Dispose();
        }
    }

    /// <summary>What is yet to come, as a tape that an exchange plays.</summary>
    public SyntheticSource Future() => new(_market, [.. Listings.Select(static listing => listing.Instrument.Id)], _read);

    /// <inheritdoc/>
    public void Dispose() => _market.Dispose();

    private static void Flush(TradeImporter import, List<TradeTick> rows)
    {
        import.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        rows.Clear();
    }

    private Timestamp StampOf(Timestamp time) => _now + new Duration((time - _present).Nanoseconds / _speed);
}
