using CsCheck;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Tapes;

public sealed class Sources : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_one_instrument_become_one_tape_in_the_order_given()
    {
        var paths = TapeFiles.Expand(SharedData.Require("binance-trades/agg-as-trades"));
        Assert.Equal(["LTCUSDT-trades-2025-06-21.zip", "LTCUSDT-trades-2025-06-22.zip"], paths.Select(Path.GetFileName));
        using var tape = new TapeSource(new InstrumentId(3), paths, TapeOptions.Default);
        var events = ReadAll(tape, 5_000);
        Assert.Equal(53_325 + 35_294, events.Count);
        Assert.Equal((293_517_768, 293_606_583), (events[0].Trade.Id, events[^1].Trade.Id));
        Assert.All(events, static item => Assert.Equal(3, item.Instrument.Index));
        Assert.Equal([53_325, 35_294], tape.Reports.Select(static report => report.Trades));
    }

    [Fact]
    public void Folders_and_patterns_give_files_of_market_data_by_name()
    {
        foreach (var name in new[] { "b.csv", "a.zip", "a.zip.CHECKSUM", "c.gz", "notes.txt" })
            _folder.Write(name, "x");
        Assert.Equal(["a.zip", "b.csv", "c.gz"], TapeFiles.Expand(_folder.Root).Select(Path.GetFileName));
        Assert.Equal(["a.zip"], TapeFiles.Expand(_folder.At("a*")).Select(Path.GetFileName));
        Assert.Equal(["b.csv", "a.zip"], TapeFiles.Expand([_folder.At("b.csv"), _folder.At("?.zip")]).Select(Path.GetFileName));
        Assert.Throws<DataFileException>(() => TapeFiles.Expand(_folder.At("z*")));
        Assert.Throws<DataFileException>(() => TapeFiles.Expand(_folder.At("none")));
    }

    [Fact]
    public void A_file_that_does_not_open_is_never_passed_over()
    {
        using var tape = new TapeSource(default, [_folder.At("none.zip"), _folder.Write("b.csv", "1,2,3,6,1723161255342,True,True\n")], TapeOptions.Default);
        Assert.Throws<DataFileException>(() => tape.Read(new MarketEvent[1]));
        Assert.Throws<DataFileException>(() => tape.Read(new MarketEvent[1]));
    }

    [Fact]
    public void Merging_is_a_stable_sort_by_time_then_source()
    {
        var tapes = Gen.Int[0, 30].Array[0, 40].Select(static times => times.Order().ToArray()).Array[0, 5];
        Gen.Select(tapes, Gen.Int[1, 9]).Sample((sources, chunk) =>
        {
            using var merged = new MergedSource([.. sources.Select(static (times, rank) => new Scripted(rank, times))]);
            var expected = sources.SelectMany(static (times, rank) => times.Select((time, index) => (time, rank, index)))
                .OrderBy(static item => item.time).ThenBy(static item => item.rank).ThenBy(static item => item.index);
            return ReadAll(merged, chunk).Select(static item => ((int)item.Time.Nanoseconds, item.Instrument.Index, (int)item.Trade.Id)).SequenceEqual(expected);
        });
    }

    [Fact]
    public void Merging_disposes_its_sources()
    {
        var source = new Scripted(0, [1]);
        new MergedSource([source]).Dispose();
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public void Merging_recordings_keeps_every_event()
    {
        var options = new TapeOptions { WithQuotes = true };
        using var merged = new MergedSource(
        [
            new TapeSource(new InstrumentId(0), [SharedData.Require("binance-spot-ws/btcusdt_20240808.gz")], options),
            new TapeSource(new InstrumentId(1), [SharedData.Require("binance-spot-ws/ethusdt_20240808.gz")], options),
        ]);
        var events = ReadAll(merged, 1_000);
        Assert.Equal(9_757 + 6_106, events.Count(static item => item.Kind == MarketEventKind.Trade));
        foreach (var index in new[] { 0, 1 })
        {
            var ids = events.Where(item => item.Kind == MarketEventKind.Trade && item.Instrument.Index == index).Select(static item => item.Trade.Id).ToArray();
            Assert.Equal(ids.Order(), ids);
        }
    }

    private static List<MarketEvent> ReadAll(IMarketSource source, int chunk)
    {
        var buffer = new MarketEvent[chunk];
        var events = new List<MarketEvent>();
        while (source.Read(buffer) is > 0 and var count)
            events.AddRange(buffer.AsSpan(0, count));
        return events;
    }

    private sealed class Scripted(int rank, int[] times) : IMarketSource
    {
        private int _next;

        public bool IsDisposed { get; private set; }

        // At most three at once: a source may give less than is asked for.
        public int Read(Span<MarketEvent> buffer)
        {
            var count = 0;
            while (count < Math.Min(3, buffer.Length) && _next < times.Length)
            {
                var tick = new TradeTick(_next, new Timestamp(times[_next]), new Price(1), new Quantity(1), AggressorSide.Buyer);
                buffer[count++] = new MarketEvent(new InstrumentId(rank), in tick);
                _next++;
            }

            return count;
        }

        public void Dispose() => IsDisposed = true;
    }
}
