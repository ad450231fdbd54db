using Microsoft.AspNetCore.Builder;

namespace MultiSmc.Terminal;

/// <summary>The strategy lab: the detector run again over packets that are kept, with other parameters.</summary>
internal static class LabApi
{
    private const int MaxPackets = 100_000;
    private const int OverviewPoints = 400;
    private static readonly double[] MapSteps = [0.6, 0.8, 1, 1.2, 1.4];

    public static void Map(WebApplication app, TerminalModel model)
    {
        const string Path = TerminalApi.Root + "/lab";
        var known = new LabMemory();
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, Info(model)));
        app.MapPost(Path + "/recompute", async context =>
        {
            var request = await TerminalApi.ReadAsync<LabRequest>(context).ConfigureAwait(false);
            if (context.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from))
                context.Request.Headers.AcceptEncoding = default; // megabytes for a slider that moves: packing them takes longer than passing them on here
            await TerminalApi.WriteAsync(context, Recompute(model, request, known, context.RequestAborted)).ConfigureAwait(false);
        });
    }

    internal static LabResult Recompute(TerminalModel model, LabRequest request, LabMemory known, CancellationToken cancellation)
    {
        var market = model.Setup.Markets.FirstOrDefault(market => market.Instrument.Symbol == request.Set) ?? throw ApiException.NotFound("There is no such packet set.");
        if (request.Parameters is null || request.Baseline is null)
            throw ApiException.Bad("Parameters and baseline are needed.");
        var symbol = market.Instrument.Symbol;
        if (request.Parameters.Bucket != new Scales(market.Instrument).Quote(market.Packets.Bucket) || request.Parameters.VpinWindow != market.Packets.VpinWindow)
            throw ApiException.Unavailable("Packets of another size must be built first; this terminal builds none.");
        var (rows, first, last) = model.Read(state =>
        {
            var packets = state.Find(symbol)?.Packets ?? throw ApiException.NotFound("There is no such packet set.");
            return (packets.Copy(packets.Last - MaxPackets + 1, packets.Last), Math.Max(packets.First, packets.Last - MaxPackets + 1), packets.Last);
        });
        var started = model.Clock.GetTimestamp();
        var run = LabRun.Of(symbol, rows, first, request.Parameters.Detector(market), keepsPicture: true);
        var took = model.Clock.GetElapsedTime(started);
        // The baseline stays while a slider moves; only new packets make it another.
        var baseline = known.Run(
            new LabMemory.Key(model.Epoch, symbol, first, last, request.Baseline), () => LabRun.Of(symbol, rows, first, request.Baseline.Detector(market), keepsPicture: true));
        var shown = Math.Min(rows.Length, TerminalDescription.MaxPackets);
        var from = last - shown + 1;
        return new LabResult
        {
            Chart = new TradeChart(
                PacketColumns.Of(symbol, model.Epoch, from, first, last, rows[^shown..]),
                new LabStructure(symbol, from, last, run.Structure.FindAll(news => news.At >= from), Views(symbol, run)),
                market.Instrument.PriceUnits.Decimals,
                market.Instrument.TickUnits),
            Baseline = new LabBaseline(Views(symbol, baseline), baseline.Figures()),
            Figures = run.Figures(),
            RecomputeMs = took.TotalMilliseconds,
            Packets = rows.Length,
            Overview = [.. rows.Where((_, at) => at % Math.Max(1, rows.Length / OverviewPoints) == 0).Select(static row => row.C)],
            Map = request.Map is { Count: 2 } axes ? MapOf(market, symbol, rows, first, request.Parameters, axes, run, cancellation) : null,
        };
    }

    private static LabMap MapOf(
        TerminalMarket market, string symbol, PacketRow[] rows, long first, LabParameters at, IReadOnlyList<string> axes, LabRun here, CancellationToken cancellation)
    {
        double[] xs = [.. MapSteps.Select(step => at.Value(axes[0]) * step)];
        double[] ys = [.. MapSteps.Select(step => at.Value(axes[1]) * step)];
        var (width, middle) = (MapSteps.Length, Array.IndexOf(MapSteps, 1));
        var cells = new double?[width * width];
        cells[(middle * width) + middle] = here.Figures().ExpectancyR; // worked out already
        Parallel.For(0, cells.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) }, cell =>
        {
            if (cell != (middle * width) + middle)
                cells[cell] = ExpectancyOf(at.With(axes[0], xs[cell % width]).With(axes[1], ys[cell / width]));
        });
        return new LabMap(xs, ys, [.. cells.Chunk(width)], [middle, middle]);

        double? ExpectancyOf(LabParameters parameters)
        {
            try
            {
                return LabRun.Of(symbol, rows, first, parameters.Detector(market), keepsPicture: false).Figures().ExpectancyR;
            }
            catch (ApiException)
            {
                return null; // no detector there: the cell stays empty
            }
        }
    }

    private static ZoneView[] Views(string symbol, LabRun run) => [.. run.Zones.Values.Select(zone => zone.View(symbol))];

    private static LabInfo Info(TerminalModel model) => new(
        [
            .. model.Setup.Markets.Select(market => new LabSet(
                market.Instrument.Symbol,
                market.Instrument.Symbol,
                market.Instrument.Symbol,
                new Scales(market.Instrument).Quote(market.Packets.Bucket),
                model.Read(state => state.Find(market.Instrument.Symbol)?.Packets.Count ?? 0))),
        ],
        [.. model.Setup.Markets.Select(static market => new LabPreset(market.Instrument.Symbol, market.Instrument.Symbol, LabParameters.Of(market)))]);

    internal sealed record LabRequest(string Set, LabParameters? Parameters, LabParameters? Baseline, IReadOnlyList<string>? Map);

    internal sealed record LabStructure(string Symbol, long From, long To, IReadOnlyList<StructureNews> Struct, IReadOnlyList<ZoneView> Zones);

    internal sealed record TradeChart(PacketColumns Packets, LabStructure Structure, int PriceDecimals, long Tick);

    internal sealed record LabBaseline(IReadOnlyList<ZoneView> Zones, LabFigures Figures);

    internal sealed record LabMap(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<IReadOnlyList<double?>> Values, IReadOnlyList<int> At);

    internal sealed record LabResult
    {
        public required TradeChart Chart { get; init; }

        public required LabBaseline Baseline { get; init; }

        public required LabFigures Figures { get; init; }

        public required double RecomputeMs { get; init; }

        public required int Packets { get; init; }

        public required IReadOnlyList<long> Overview { get; init; }

        public LabMap? Map { get; init; }
    }

    private sealed record LabSet(string Id, string Title, string Symbol, double Bucket, int Packets);

    private sealed record LabPreset(string Id, string Title, LabParameters Parameters);

    private sealed record LabInfo(IReadOnlyList<LabSet> Sets, IReadOnlyList<LabPreset> Presets);
}
