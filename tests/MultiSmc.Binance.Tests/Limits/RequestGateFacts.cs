using Microsoft.Extensions.Time.Testing;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Limits;

public sealed class RequestGateFacts
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 5, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Weight_is_counted_and_free_again_at_the_full_minute()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(100), RequestUrgency.Protective, out _));
        Assert.False(gate.TryEnter(new RequestCost(1), RequestUrgency.Protective, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(55), wait);
        _time.Advance(wait);
        Assert.True(gate.TryEnter(new RequestCost(100), RequestUrgency.Protective, out _));
    }

    [Fact]
    public void Protection_goes_first_when_it_grows_short()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(50), RequestUrgency.Background, out _));
        Assert.False(gate.TryEnter(new RequestCost(1), RequestUrgency.Background, out _));
        Assert.True(gate.TryEnter(new RequestCost(40), RequestUrgency.Normal, out _));
        Assert.False(gate.TryEnter(new RequestCost(1), RequestUrgency.Normal, out _));
        Assert.True(gate.TryEnter(new RequestCost(10), RequestUrgency.Protective, out _));
        Assert.False(gate.TryEnter(new RequestCost(1), RequestUrgency.Protective, out _));
    }

    [Fact]
    public void Orders_have_windows_of_their_own_and_a_refused_request_costs_nothing()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(1, 3), RequestUrgency.Protective, out _));
        Assert.False(gate.TryEnter(new RequestCost(1, 3), RequestUrgency.Protective, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(5), wait);
        Assert.Equal((1, 3), (gate.UsedOf(RateLimitType.RequestWeight, Minute), gate.UsedOf(RateLimitType.Orders, TenSeconds)));
        Assert.True(gate.TryEnter(new RequestCost(1), RequestUrgency.Protective, out _));
    }

    [Fact]
    public void What_is_larger_than_its_share_goes_through_an_unused_window()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(1, 3), RequestUrgency.Background, out _));
        Assert.False(gate.TryEnter(new RequestCost(1, 3), RequestUrgency.Background, out _));
    }

    [Theory]
    [InlineData("X-MBX-USED-WEIGHT-1M")]
    [InlineData("x-mbx-used-weight-1m")]
    public void Headers_raise_the_count_because_others_share_the_address(string header)
    {
        var gate = Gate();
        gate.ObserveHeader(header, "95");
        Assert.Equal(95, gate.UsedOf(RateLimitType.RequestWeight, Minute));
        gate.ObserveHeader(header, "10");
        Assert.Equal(95, gate.UsedOf(RateLimitType.RequestWeight, Minute));
        Assert.False(gate.TryEnter(new RequestCost(6), RequestUrgency.Protective, out _));
        _time.Advance(Minute);
        gate.ObserveHeader(header, "10");
        Assert.Equal(10, gate.UsedOf(RateLimitType.RequestWeight, Minute));
    }

    [Fact]
    public void Fills_give_orders_back_in_the_long_window()
    {
        var gate = new RequestGate([Limit(RateLimitType.Orders, RateInterval.Day, 1, 10)], _time, file: null);
        Assert.True(gate.TryEnter(new RequestCost(0, 10), RequestUrgency.Protective, out _));
        gate.ObserveHeader("X-MBX-ORDER-COUNT-1D", "4");
        Assert.Equal(4, gate.UsedOf(RateLimitType.Orders, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("X-MBX-USED-WEIGHT", "99")]
    [InlineData("X-MBX-USED-WEIGHT-1M", "many")]
    [InlineData("X-MBX-USED-WEIGHT-M", "99")]
    [InlineData("X-MBX-USED-WEIGHT-1Y", "99")]
    [InlineData("X-MBX-USED-WEIGHT-99999999999D", "99")]
    [InlineData("Content-Length", "99")]
    public void Other_headers_change_nothing(string header, string value)
    {
        var gate = Gate();
        gate.ObserveHeader(header, value);
        Assert.Equal(0, gate.UsedOf(RateLimitType.RequestWeight, Minute));
    }

    [Fact]
    public void Answers_on_the_socket_are_followed_too()
    {
        var gate = Gate();
        gate.Observe([Limit(RateLimitType.Orders, RateInterval.Second, 10, 5) with { Count = 5 }]);
        Assert.False(gate.TryEnter(new RequestCost(0, 1), RequestUrgency.Protective, out _));
    }

    [Theory]
    [InlineData(429, 17, 17)]
    [InlineData(418, 120, 120)]
    [InlineData(403, null, 300)]
    [InlineData(418, null, 300)]
    [InlineData(429, 0, 55)]
    [InlineData(429, null, 55)]
    [InlineData(500, 17, 0)]
    [InlineData(400, null, 0)]
    public void Refusals_for_limits_shut_everything(int status, int? retryAfterSeconds, int shutSeconds)
    {
        var gate = Gate();
        gate.Close(status, retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        Assert.Equal(shutSeconds == 0, gate.TryEnter(new RequestCost(0), RequestUrgency.Protective, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(shutSeconds), wait);
        _time.Advance(TimeSpan.FromSeconds(shutSeconds));
        Assert.True(gate.TryEnter(new RequestCost(0), RequestUrgency.Protective, out _));
    }

    [Fact]
    public void A_shorter_refusal_does_not_open_a_longer_one()
    {
        var gate = Gate();
        gate.CloseUntil(Start + TimeSpan.FromHours(1));
        gate.Close(429, TimeSpan.FromSeconds(5));
        Assert.Equal(Start + TimeSpan.FromHours(1), gate.ClosedUntil);
    }

    [Fact]
    public void A_ban_outlives_a_restart()
    {
        using var folder = new TempFolder();
        var file = new BanFile(folder.At("ban"), _time);
        Gate(file).Close(418, TimeSpan.FromHours(2));
        var again = Gate(new BanFile(folder.At("ban"), _time));
        Assert.False(again.TryEnter(new RequestCost(0), RequestUrgency.Protective, out var wait));
        Assert.Equal(TimeSpan.FromHours(2), wait);
        _time.Advance(wait);
        Assert.True(Gate(file).TryEnter(new RequestCost(0), RequestUrgency.Protective, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2099-01-01T00:00:00.0000000+00:00")]
    public void A_broken_ban_file_does_not_stop_trading(string text)
    {
        using var folder = new TempFolder();
        Assert.Null(new BanFile(folder.Write("ban", text), _time).Read());
    }

    [Fact]
    public async Task Waiting_ends_when_the_window_does()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(100), RequestUrgency.Protective, out _));
        var waiting = gate.EnterAsync(new RequestCost(1), RequestUrgency.Protective, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(54));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, gate.UsedOf(RateLimitType.RequestWeight, Minute));
    }

    [Fact]
    public void Limits_read_anew_keep_what_is_used()
    {
        var gate = Gate();
        Assert.True(gate.TryEnter(new RequestCost(60), RequestUrgency.Normal, out _));
        gate.Renew([Limit(RateLimitType.RequestWeight, RateInterval.Minute, 1, 50), Limit(RateLimitType.Orders, RateInterval.Day, 1, 7)]);
        Assert.Equal((60, 0, null), (gate.UsedOf(RateLimitType.RequestWeight, Minute), gate.UsedOf(RateLimitType.Orders, TimeSpan.FromDays(1)),
            gate.UsedOf(RateLimitType.Orders, TenSeconds)));
        Assert.False(gate.TryEnter(new RequestCost(1), RequestUrgency.Protective, out _));
    }

    private RequestGate Gate(BanFile? file = null) => new(
        [
            Limit(RateLimitType.RequestWeight, RateInterval.Minute, 1, 100), Limit(RateLimitType.Orders, RateInterval.Second, 10, 5),
            Limit(RateLimitType.RawRequests, RateInterval.Minute, 5, 1_000),
            new RateLimit { RateLimitType = Words.Parse<RateLimitType>("KARMA"), Interval = RateInterval.Day, IntervalNum = 1, Limit = 0 },
        ],
        _time, file);

    private static RateLimit Limit(RateLimitType type, RateInterval interval, int number, int limit) =>
        new() { RateLimitType = type, Interval = interval, IntervalNum = number, Limit = limit };
}
