using Microsoft.AspNetCore.Builder;

namespace MultiSmc.Terminal;

/// <summary>The strategy lab: the detector run again over packets that are kept, with other parameters.</summary>
internal static class LabApi
{
    private static readonly double[] MapSteps = [0.6, 0.8, 1, 1.2, 1.4];

    public static void Map(WebApplication app, TerminalModel model, string? catalog, JobHost? jobs)
    {
        const string Path = TerminalApi.Root + "/lab";
        var sets = new LabSets(model, catalog);
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, Info(model, sets, jobs)));
        app.MapPost(Path + "/recompute", async context =>
        {
            var request = await TerminalApi.ReadAsync<LabRequest>(context).ConfigureAwait(false);
            if (context.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from))
                context.Request.Headers.AcceptEncoding = default; // for a slider that moves, packing takes longer than passing on here
            var answer = LabAnswer.Write(Recompute(sets, model.Clock, request), request.Held, request.HeldBaseline);
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
        });
        app.MapPost(Path + "/map", async context =>
        {
            var request = await TerminalApi.ReadAsync<LabRequest>(context).ConfigureAwait(false);
            await TerminalApi.WriteAsync(context, MapOf(sets, request, context.RequestAborted)).ConfigureAwait(false);
        });
    }

    internal static LabResult Recompute(LabSets sets, TimeProvider clock, LabRequest request)
    {
        var (source, parameters, baseline) = Open(sets, request);
        var started = clock.GetTimestamp();
        var run = sets.Known.Run(source, parameters);
        var took = clock.GetElapsedTime(started);
        var other = sets.Known.Run(source, baseline);
        return new LabResult
        {
            Source = source,
            Structure = run.Structure.FindAll(news => news.At >= source.ShownFrom),
            Zones = run.Views,
            Figures = run.Figures(),
            // Records print their values: another value, another tag.
            BaselineTag = $"{source.Tag}/{baseline}",
            BaselineZones = other.Views,
            BaselineFigures = other.Figures(),
            RecomputeMs = took.TotalMilliseconds,
        };
    }

    /// <summary>Expectancy around the values, over two of them. Apart from the picture, which does not wait for two dozen runs more.</summary>
    internal static LabMap MapOf(LabSets sets, LabRequest request, CancellationToken cancellation)
    {
        if (request.Map is not { Count: 2 } axes)
            throw ApiException.Bad("Two parameters are needed for a map.");
        var (source, at, _) = Open(sets, request);
        double[] xs = [.. MapSteps.Select(step => at.Value(axes[0]) * step)];
        double[] ys = [.. MapSteps.Select(step => at.Value(axes[1]) * step)];
        var (width, middle) = (MapSteps.Length, Array.IndexOf(MapSteps, 1));
        var cells = new double?[width * width];
        cells[(middle * width) + middle] = sets.Known.Run(source, at).Figures().ExpectancyR; // as a rule worked out already
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
                return LabRun.Of(source, parameters.Detector(source.Market), keepsPicture: false).Figures().ExpectancyR;
            }
            catch (ApiException)
            {
                return null; // no detector there: the cell stays empty
            }
        }
    }

    private static (LabSource Source, LabParameters Parameters, LabParameters Baseline) Open(LabSets sets, LabRequest request)
    {
        if (request.Parameters is not { } parameters || request.Baseline is not { } baseline)
            throw ApiException.Bad("Parameters and baseline are needed.");
        return (sets.Open(request.Set, parameters), parameters, baseline);
    }

    private static LabInfo Info(TerminalModel model, LabSets sets, JobHost? jobs) => new(
        [
            .. model.Setup.Markets.Select(market => new LabSet(
                market.Instrument.Symbol,
                market.Instrument.Symbol,
                market.Instrument.Symbol,
                new Scales(market.Instrument).Quote(market.Packets.Bucket),
                market.Packets.VpinWindow,
                model.Read(state => state.Find(market.Instrument.Symbol)?.Packets.Count ?? 0),
                null,
                null)),
            .. sets.Look().Select(static set => new LabSet(set.Id, set.Symbol, set.Symbol, set.Bucket, set.VpinWindow, set.Packets, set.From, set.To)),
        ],
        [
            .. model.Setup.Markets.Select(static market => new LabPreset(market.Instrument.Symbol, market.Instrument.Symbol, market.Instrument.Symbol, LabParameters.Of(market))),
            .. (jobs?.Presets?.Invoke() ?? []).Where(preset => model.Setup.Markets.Any(market => market.Instrument.Symbol == preset.Market.Instrument.Symbol))
                .Select(static preset => new LabPreset(
                    $"{preset.Name}/{preset.Market.Instrument.Symbol}", preset.Name, preset.Market.Instrument.Symbol, LabParameters.Of(preset.Market))),
        ]);

    /// <param name="Set">Which packets.</param>
    /// <param name="Parameters">The sliders.</param>
    /// <param name="Baseline">What they are compared with.</param>
    /// <param name="Map">The two parameters of a map; for the map alone.</param>
    /// <param name="Held">Tag of the packets that the page holds.</param>
    /// <param name="HeldBaseline">Tag of the baseline that it holds.</param>
    internal sealed record LabRequest(
        string Set, LabParameters? Parameters, LabParameters? Baseline, IReadOnlyList<string>? Map = null, string? Held = null, string? HeldBaseline = null);

    internal sealed record LabMap(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<IReadOnlyList<double?>> Values, IReadOnlyList<int> At);

    internal sealed record LabResult
    {
        public required LabSource Source { get; init; }

        public required IReadOnlyList<StructureNews> Structure { get; init; }

        public required IReadOnlyList<ZoneView> Zones { get; init; }

        public required LabFigures Figures { get; init; }

        public required string BaselineTag { get; init; }

        public required IReadOnlyList<ZoneView> BaselineZones { get; init; }

        public required LabFigures BaselineFigures { get; init; }

        public required double RecomputeMs { get; init; }
    }

    private sealed record LabSet(string Id, string Title, string Symbol, double Bucket, int VpinWindow, long Packets, long? From, long? To);

    private sealed record LabPreset(string Id, string Title, string Symbol, LabParameters Parameters);

    private sealed record LabInfo(IReadOnlyList<LabSet> Sets, IReadOnlyList<LabPreset> Presets);
}
