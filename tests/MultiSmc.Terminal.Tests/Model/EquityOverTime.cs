using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Terminal.Tests;

public sealed class EquityOverTime
{
    private const long Minute = 60_000_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Thinning_keeps_extremes_falls_and_what_was_realised(int seed)
    {
        var random = new Random(seed);
        var bars = new EquityBars(Minute, 8);
        var points = new List<long>();
        var (time, equity, realised) = (1_760_000_000L * 1_000_000_000, 1_000_000L, 0L);
        for (var i = 0; i < 500; i++)
        {
            time += random.NextInt64(3 * Minute);
            equity += random.Next(-3_000, 3_100);
            realised += random.Next(-5, 6);
            points.Add(equity);
            bars.Add(time, new Money(equity), new Money(realised), Money.Zero);
            Assert.InRange(bars.All.Count(), 1, 8);
        }

        EquityBar[] all = [.. bars.All];
        Assert.Equal(all.Select(static bar => bar.Start).Distinct().Order(), all.Select(static bar => bar.Start));
        Assert.All(all, bar => Assert.Equal(0, bar.Start % bars.Width));
        var whole = all.Aggregate(static (sum, bar) => sum.With(in bar));
        Assert.Equal((points[0], points[^1], points.Max(), points.Min()), (whole.Open.Raw, whole.Close.Raw, whole.High.Raw, whole.Low.Raw));
        Assert.Equal(realised, whole.Realised.Raw);
        var falls = points.SelectMany((from, at) => points.Skip(at).Select(to => (Fall: from - to, Share: (double)(from - to) / from))).ToArray();
        Assert.Equal(falls.Max(static fall => fall.Fall), whole.Fall.Raw);
        Assert.Equal(falls.Max(static fall => fall.Share), whole.FallShare, 1e-12);
    }

    [Fact]
    public void A_new_day_begins_with_what_the_last_one_ended_with()
    {
        var book = new EquityBook();
        var midnight = 20_000 * Timestamp.NanosecondsPerDay;
        book.Add(new Timestamp(midnight - 10 * Minute), new Money(100));
        book.OnClosed(new Money(7));
        book.Add(new Timestamp(midnight - Minute), new Money(107));
        book.At(new Timestamp(midnight + Minute)); // as each event tells its time before it counts
        book.OnClosed(new Money(-2));
        book.Add(new Timestamp(midnight + 5 * Minute), new Money(104));
        var today = book.Of("day")!;
        Assert.Equal((midnight, 107), (today.All.First().Start, today.All.First().Open.Raw));
        Assert.Equal(2, today.All.Count());
        Assert.Equal(-2, (today.All.Last().Realised - today.RealisedBefore).Raw);
        Assert.Equal(5, book.Of("all")!.All.Last().Realised.Raw);
    }

    [Fact]
    public void What_comes_or_goes_by_no_trade_is_neither_gain_nor_fall()
    {
        var book = new EquityBook();
        var start = 20_000 * Timestamp.NanosecondsPerDay;
        book.Add(new Timestamp(start), new Money(10_000));
        book.Add(new Timestamp(start + Minute), new Money(10_500));
        book.OnMoved(new Timestamp(start + Minute + 1), new Money(-9_000));
        book.Add(new Timestamp(start + Minute + 2), new Money(10_500)); // the balances of before the withdrawal: no point
        book.OnBalances();
        book.Add(new Timestamp(start + 2 * Minute), new Money(1_500));
        book.Add(new Timestamp(start + 3 * Minute), new Money(1_200));
        var whole = book.Of("all")!.All.Aggregate(static (sum, bar) => sum.With(in bar));
        Assert.Equal((10_000, 10_500, 10_200, 300), (whole.Open.Raw, whole.High.Raw, whole.Close.Raw, whole.Fall.Raw));
        Assert.Equal(300.0 / 1_500, whole.FallShare, 1e-12);
        Assert.Equal(-9_000, (book.Moved - book.Of("all")!.MovedBefore).Raw);
    }

    [Fact]
    public void Points_come_again_soon_after_a_transfer_whose_balances_never_do()
    {
        var book = new EquityBook();
        var start = 20_000 * Timestamp.NanosecondsPerDay;
        book.Add(new Timestamp(start), new Money(100));
        book.OnMoved(new Timestamp(start), new Money(50));
        book.Add(new Timestamp(start + 4_999_999_999), new Money(100));
        Assert.Equal(start, book.Newest);
        book.Add(new Timestamp(start + 5_000_000_000), new Money(150));
        Assert.Equal(start + 5_000_000_000, book.Newest);
        Assert.Equal(0, book.Of("all")!.All.Aggregate(static (sum, bar) => sum.With(in bar)).Fall.Raw);
    }

    [Fact]
    public void What_was_realised_before_the_curve_begins_is_not_in_it()
    {
        var book = new EquityBook();
        book.OnClosed(new Money(50));
        book.OnMoved(default, new Money(70));
        book.Add(new Timestamp(Minute), new Money(1_000));
        Assert.Equal((0, 0), (book.Realised.Raw, book.Moved.Raw));
        Assert.Equal(1_000, book.Of("week")!.All.Last().Close.Raw);
    }

    [Fact]
    public void A_week_forgets_what_is_older_and_a_year_takes_no_more_room()
    {
        var book = new EquityBook();
        var start = 20_000 * Timestamp.NanosecondsPerDay;
        for (var minute = 0L; minute < 366 * 24 * 60; minute += 7)
        {
            book.OnClosed(new Money(1));
            book.Add(new Timestamp(start + minute * Minute), new Money(1_000 + minute));
        }

        var week = book.Of("week")!;
        Assert.InRange(week.All.Last().Start - week.All.First().Start, 6.9 * Timestamp.NanosecondsPerDay, 7.1 * Timestamp.NanosecondsPerDay);
        Assert.Equal(7 * 24 * 60 / 7, (book.Realised - week.RealisedBefore).Raw, 3.0);
        var all = book.Of("all")!;
        Assert.InRange(all.All.Count(), 1_024, 2_048);
        Assert.Equal((1_000, start), (all.All.First().Open.Raw, all.All.First().Start));
        Assert.Equal(366L * 24 * 60 / 7, all.All.Last().Realised.Raw, 2.0);
    }

    [Fact]
    public async Task The_answer_agrees_with_the_run_and_splits_its_result()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(60_000));
        terminal.Session.Run();
        var answer = await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/equity?range=all", TestContext.Current.CancellationToken);
        var trips = terminal.Session.Model.Read(static state => state.Equity.Realised);
        Assert.NotEqual(Money.Zero, trips);
        Assert.Equal("10000.00", answer.GetProperty("start").GetString());
        var now = answer.GetProperty("now");
        Assert.Equal(new Amounts(new Asset("USDT")).Text(trips), now.GetProperty("realised").GetString());
        Assert.Equal(Number(now, "change"), Number(now, "realised") + Number(now, "open"), 0.011);
        Assert.Equal(Number(now, "equity"), 10_000 + Number(now, "change"), 0.011);
        Assert.True(Number(answer, "maxFall") > 0);
        long[] times = [.. answer.GetProperty("t").EnumerateArray().Select(static time => time.GetInt64() / 1_000)];
        Assert.True(times.Length > 2);
        Assert.Equal(times.Distinct().Order(), times);
        Assert.Equal(times.Length, answer.GetProperty("equity").GetArrayLength());
        Assert.Equal(times.Length, answer.GetProperty("realised").GetArrayLength());
        Assert.Equal(Number(now, "equity"), answer.GetProperty("equity").EnumerateArray().Last().GetDouble(), 0.01);
    }

    [Fact]
    public async Task Before_anything_is_known_the_answer_is_empty_and_an_unknown_range_is_refused()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        var answer = await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/equity", TestContext.Current.CancellationToken);
        Assert.Equal(("day", JsonValueKind.Null, 0), (answer.GetProperty("range").GetString(), answer.GetProperty("now").ValueKind, answer.GetProperty("t").GetArrayLength()));
        using var refused = await terminal.GetAsync("/api/v1/equity?range=year");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        var document = await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json", TestContext.Current.CancellationToken);
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/v1/equity", out _));
    }

    [Fact]
    public async Task What_a_kernel_tells_before_it_knows_its_account_is_no_equity()
    {
        await using var session = new DemoSession(2_000);
        Close(session, 0, Money.Zero);
        Assert.False(session.Model.Read(static state => state.Equity.HasBegun));
        Close(session, 1, new Money(99_000 * FixedPoint.Scale));
        Assert.Equal(new Money(99_000 * FixedPoint.Scale), session.Model.Read(static state => state.Equity.Of("all")!.All.Single().Open));
    }

    private static void Close(DemoSession session, long index, Money equity) => session.Model.Read(state =>
    {
        var seen = new ObservedEvent
        {
            Kind = ObservedKind.Packet, Time = new Timestamp(1_760_000_000_000_000_000 + index * Minute), Packet = new MultiSmc.Packets.Packet { Index = index }, Equity = equity,
        };
        state.Apply(ref seen);
        return true;
    });

    private static double Number(JsonElement of, string name) => double.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
