using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

public sealed class HonestyFlagsTests
{
    private readonly RunBuilder _run = new();

    [Fact]
    public void A_long_run_with_many_even_trades_has_none()
    {
        AddTrades(60, "1", "-0.5");

        Assert.Empty(Codes(Finished(Year())));
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void Fewer_than_a_hundred_trades_are_few(int count, bool isFew)
    {
        for (var i = 0; i < count; i++)
            _run.Close(Fixtures.Trip(i % 2 == 0 ? "1" : "-0.5") with { Setup = i });

        Assert.Equal(isFew, Codes(Finished(Year())).Contains("few-trades"));
    }

    [Theory]
    [InlineData(364.9, true)]
    [InlineData(365, false)]
    public void Less_than_a_year_is_short(double days, bool isShort)
    {
        Assert.Equal(isShort, Codes(Finished(days)).Contains("short-sample"));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1_000, true)]
    [InlineData(1_000, 0, true)]
    [InlineData(1, 1, false)]
    public void A_fee_of_zero_is_named(long maker, long taker, bool isFlagged)
    {
        var result = Finished(Year());

        Assert.Equal(
            isFlagged,
            Codes(result with { Assumptions = result.Assumptions with { MakerFeePpm = maker, TakerFeePpm = taker } }).Contains("zero-fees"));
    }

    [Fact]
    public void Touch_fills_are_named_when_they_are_the_configured_ones()
    {
        _run.Finish(Fixtures.Day(1), "1000");

        Assert.Contains("touch-fills", Codes(_run.Result("touch")));
        Assert.DoesNotContain("touch-fills", Codes(_run.Result("trade-through", ("touch", _run.Recorder))));
    }

    [Fact]
    public void Lost_data_is_named_with_its_symbols()
    {
        _run.SegmentBreak(Fixtures.Day(0.5));
        var result = Finished(1);
        var (btc, eth) = (result.Instruments[0], result.Instruments[1]);

        var flags = Flags(result with
        {
            Instruments =
            [
                btc with { Tape = btc.Tape with { BadRows = 2 } },
                eth with { Counters = new PacketCounters { MissingIds = 7, Invalid = 1 } },
            ],
        });

        Assert.Contains("7 trade ids are missing from the tape (ETHUSDT)", Text(flags, "missing-trades"), StringComparison.Ordinal);
        Assert.Contains("3 rows of the data could not be used (BTCUSDT, ETHUSDT)", Text(flags, "bad-rows"), StringComparison.Ordinal);
        Assert.Contains("1 time:", Text(flags, "segment-breaks"), StringComparison.Ordinal);
    }

    [Fact]
    public void Five_trades_that_made_the_profit_are_named()
    {
        AddTrades(60, "1", "-1");
        _run.Close(Fixtures.Trip("6") with { Setup = 999 });

        Assert.Contains("167 %", Text(Flags(Finished(Year())), "best-five"), StringComparison.Ordinal); // 6 + 4·1 of a net 6
    }

    [Fact]
    public void A_sign_that_the_fill_assumption_decides_is_named()
    {
        _run.Finish(Fixtures.Day(1), "990");
        var hopeful = new RunBuilder().Finish(Fixtures.Day(1), "1010").Recorder;

        Assert.Contains(
            "-10.00 USDT under trade-through, 10.00 USDT under touch",
            Text(Flags(_run.Result("trade-through", ("touch", hopeful))), "band-sign"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_that_were_not_closed_are_named()
    {
        _run.Buy(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 0), "0.1", "10");
        _run.Buy(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 1), "0.1", "10").Close(Fixtures.Trip("1") with { Setup = 1 });

        Assert.StartsWith("1 position was open", Text(Flags(Finished(1)), "open-at-end"), StringComparison.Ordinal);
    }

    [Fact]
    public void Halts_are_named()
    {
        _run.Alert(Fixtures.Day(0.1), "daily-loss").Alert(Fixtures.Day(1.1), "daily-loss").Alert(Fixtures.Day(1.5), "drawdown");

        var flags = Flags(Finished(2));

        Assert.Contains("2 days", Text(flags, "daily-loss"), StringComparison.Ordinal);
        Assert.Contains("2025-06-03T12:00:00Z", Text(flags, "drawdown-halt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.6, 0.7, 0.3, true)]
    [InlineData(0.4, 0.7, 0.3, false)]
    public void Break_even_is_judged_by_the_middle_of_the_entries_placed(double first, double second, double third, bool isFlagged)
    {
        _run.Place(Fixtures.Day(0), 0, breakEven: first);
        _run.Place(Fixtures.Day(0), 1, breakEven: second);
        _run.Place(Fixtures.Day(0), 2, breakEven: third);

        Assert.Equal(isFlagged, Codes(Finished(1)).Contains("break-even"));
    }

    [Theory]
    [InlineData(0.51, true)]
    [InlineData(double.PositiveInfinity, true)]
    [InlineData(0.5, false)]
    public void Without_entries_break_even_is_judged_by_the_kindest_line(double kindest, bool isFlagged)
    {
        var result = Finished(1) with { BreakEven = [new(Fixtures.Btc, 50, double.PositiveInfinity), new(Fixtures.Btc, 500, kindest)] };

        Assert.Equal(isFlagged, Codes(result).Contains("break-even"));
    }

    [Fact]
    public void No_trades_because_costs_exceed_the_target()
    {
        LongZone();
        Skip(0, "costs-exceed-target");
        Skip(1, "costs-exceed-target");
        Skip(1, "exposure");

        var flags = Flags(Finished(1));

        Assert.Contains("fees and slippage cost more than the target brings", Text(flags, "no-trades"), StringComparison.Ordinal);
        Assert.Contains("(2 setups)", Text(flags, "no-trades"), StringComparison.Ordinal);
        Assert.DoesNotContain("few-trades", flags.Select(flag => flag.Code));

        void Skip(int setup, string reason) => _run.Trace(new StrategyTrace.Skipped(setup, setup, Fixtures.Day(0), reason, true));
    }

    [Fact]
    public void No_trades_because_the_tape_is_too_short_for_a_packet()
    {
        Assert.Contains("did not fill one packet", Text(Flags(Finished(1)), "no-trades"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_trades_because_no_long_zone_formed()
    {
        _run.Packet(Fixtures.Day(0.1), "1000").Zone(new Zone { Side = Direction.Short });

        Assert.Contains("No long zone formed in 1 packet:", Text(Flags(Finished(1)), "no-trades"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_trades_because_the_model_took_the_entries_back()
    {
        LongZone();
        _run.Cancel(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 0), "model", "101");
        _run.Cancel(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 1), "model", "101");
        _run.Place(Fixtures.Day(0), 2);

        Assert.Contains("most often taken back for \"model\" (2 of 3)", Text(Flags(Finished(1)), "no-trades"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_trades_because_the_exchange_refused_all()
    {
        LongZone();
        var id = _run.Place(Fixtures.Day(0), 0);
        _run.Trace(new StrategyTrace.EntryRefused(0, 0, Fixtures.Day(0), id, -2010, "no"));

        Assert.Contains("1 entry was sent and refused", Text(Flags(Finished(1)), "no-trades"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_trades_because_the_positions_are_still_open()
    {
        LongZone();
        _run.Buy(Fixtures.Day(0.1), _run.Place(Fixtures.Day(0), 0), "0.1", "10");

        Assert.Contains("1 position was still open", Text(Flags(Finished(1)), "no-trades"), StringComparison.Ordinal);
    }

    private static double Year() => 365;

    private static IReadOnlyList<HonestyFlag> Flags(BacktestResult result) => BacktestReport.Create(result).Flags;

    private static string[] Codes(BacktestResult result) => [.. Flags(result).Select(flag => flag.Code)];

    private static string Text(IReadOnlyList<HonestyFlag> flags, string code) => Assert.Single(flags, flag => flag.Code == code).Text;

    private BacktestResult Finished(double days) => _run.Finish(Fixtures.Day(days), "1000").Result();

    private void LongZone() => _run.Packet(Fixtures.Day(0.05), "1000").Zone(new Zone { Side = Direction.Long });

    private void AddTrades(int pairs, string win, string loss)
    {
        for (var i = 0; i < pairs; i++)
            _run.Close(Fixtures.Trip(win) with { Setup = 2 * i }).Close(Fixtures.Trip(loss) with { Setup = 2 * i + 1 });
    }
}
