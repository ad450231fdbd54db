using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>What an answer says was done has to be reported too, by a clock that the test turns.</summary>
public sealed class MissingReports
{
    private static readonly InstrumentId Btc = new(0);
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _missing = [];
    private readonly ReportWatch _watch;

    public MissingReports() => _watch = new ReportWatch(_time, TimeSpan.FromSeconds(5), _missing.Add);

    [Fact]
    public void Is_told_once_when_the_patience_is_over()
    {
        var placing = Place("a");
        _watch.Sent(placing);
        Pass(seconds: 60); // an answer may take its time
        _watch.Answered(new ClientOrderId("a"));
        _watch.Over(placing);
        Pass(seconds: 4);
        Assert.Empty(_missing);
        Pass(seconds: 2);
        Assert.Equal("the exchange has answered for a, and no report of it has come for 5 s", Assert.Single(_missing));
        Pass(seconds: 60);
        Assert.Single(_missing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_none_where_the_report_comes_before_or_after_the_answer(bool isBefore)
    {
        var placing = Place("a");
        _watch.Sent(placing);
        if (isBefore)
            _watch.Heard(new ClientOrderId("a"));
        _watch.Answered(new ClientOrderId("a"));
        _watch.Over(placing);
        Pass(seconds: 3);
        if (!isBefore)
            _watch.Heard(new ClientOrderId("a"));
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    [Fact]
    public void Is_none_of_what_was_refused_or_never_answered()
    {
        var placing = Place("a");
        _watch.Sent(placing);
        _watch.Over(placing);
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    [Fact]
    public void Is_none_once_the_stream_was_made_anew()
    {
        var placing = Place("a");
        _watch.Sent(placing);
        _watch.Answered(new ClientOrderId("a"));
        _watch.Over(placing);
        _watch.Forget();
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    [Fact]
    public void Of_a_list_one_order_is_enough()
    {
        var list = new VenueRequest.PlaceOco(new ClientListId("l"), Spec("above"), Spec("below"));
        _watch.Sent(list);
        _watch.Answered(new ClientOrderId("above"));
        _watch.Answered(new ClientOrderId("below"));
        _watch.Over(list);
        _watch.Heard(new ClientOrderId("below"));
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    [Fact]
    public void Of_a_cancel_is_missed_too()
    {
        var cancel = new VenueRequest.CancelOrder(Btc, new ClientOrderId("a"));
        _watch.Sent(cancel);
        _watch.Answered(new ClientOrderId("a"));
        _watch.Over(cancel);
        Pass(seconds: 6);
        Assert.Single(_missing);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_cancel_of_a_list_or_of_all_is_missed_too(bool isAll)
    {
        VenueRequest cancel = isAll ? new VenueRequest.CancelAll(Btc) : new VenueRequest.CancelList(Btc, new ClientListId("l"));
        _watch.Sent(cancel);
        _watch.Heard(new ClientOrderId("another")); // says nothing of those that the answer names
        _watch.Answered(cancel, [new ClientOrderId("above"), new ClientOrderId("below")]);
        _watch.Over(cancel);
        Pass(seconds: 6);
        Assert.Equal("the exchange has answered for above, and no report of it has come for 5 s", Assert.Single(_missing));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_cancelled_list_is_none_where_one_of_its_orders_is_reported_before_or_after_the_answer(bool isBefore)
    {
        var cancel = new VenueRequest.CancelList(Btc, new ClientListId("l"));
        _watch.Sent(cancel);
        if (isBefore)
            _watch.Heard(new ClientOrderId("below"));
        _watch.Answered(cancel, [new ClientOrderId("above"), new ClientOrderId("below")]);
        _watch.Over(cancel);
        Pass(seconds: 3);
        if (!isBefore)
            _watch.Heard(new ClientOrderId("below"));
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    [Fact]
    public void Of_a_cancel_of_all_that_ended_nothing_is_none()
    {
        var cancel = new VenueRequest.CancelAll(Btc);
        _watch.Sent(cancel);
        _watch.Answered(cancel, []);
        _watch.Over(cancel);
        Pass(seconds: 60);
        Assert.Empty(_missing);
    }

    private static VenueRequest.PlaceOrder Place(string name) => new(Spec(name));

    private static OrderSpec Spec(string name) => new()
    {
        ClientOrderId = new ClientOrderId(name), Instrument = Btc, Side = Side.Buy, Type = OrderType.LimitMaker, Quantity = new Quantity(1_000_000), Price = new Price(6_000_010_000_000),
    };

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _watch.Look();
        }
    }
}
