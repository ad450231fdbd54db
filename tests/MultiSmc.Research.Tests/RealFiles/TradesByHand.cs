using MultiSmc.Core;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>
/// Trades of the LTCUSDT weekend under trade-through, worked out from the tape alone: an entry that rests at L fills with what trades beyond L; a stop
/// is elected by the first print at or beyond it and sold into the seller-aggressor prints that follow, one tick worse; a target fills with what trades
/// beyond it. Commission 0.1 % of what is received, floored to 10^-8.
/// </summary>
public sealed class TradesByHand
{
    private const string Day1 = "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-21.zip";
    private const string Day2 = "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-22.zip";
    private const long RoundTripNs = 100_000_000; // our word to the exchange and back, 50 ms each way

    /// <summary>Trades that filled whole and closed whole at their stop or target: paid, received, commission, net.</summary>
    public static TheoryData<int, ExitReason, string, string, string, string> Known => new()
    {
        { 0, ExitReason.Stop, "5369.08134", "5348.79326", "5.34879326", "-25.62787967" },
        { 4, ExitReason.Stop, "5310.90456", "5292.48574", "5.29248574", "-23.68188928" },
        { 6, ExitReason.Target, "6879.04185", "6895.9011", "6.8959011", "9.97188645" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Are_what_the_backtest_says(int setup, ExitReason reason, string paid, string received, string fee, string net)
    {
        var (record, tape) = Run();
        var trip = record.Trips.Select(item => item.Trip).Single(item => item.Setup == setup);
        Assert.Equal((reason, paid, received, fee, net), (trip.Reason, $"{trip.BoughtQuote}", $"{trip.SoldQuote}", $"{trip.FeeQuote}", $"{trip.NetPnl}"));

        var entry = record.Entries.Single(item => item.Placed.Setup == setup && item.Filled.Raw > 0);
        var bought = Entry(tape, entry.Placed.Order, entry.Placed.Time.Nanoseconds + RoundTripNs / 2);
        Assert.Equal((trip.Bought, trip.BoughtQuote, trip.FeeBase), (bought.Base, bought.Quote, bought.Fee));
        var sold = trip.Reason == ExitReason.Stop
            ? Stop(tape, trip.Stop, trip.Sold, bought.LastNs + RoundTripNs)
            : Target(tape, trip.Target, trip.Sold, bought.LastNs + RoundTripNs);
        Assert.Equal((trip.SoldQuote, trip.FeeQuote), (sold.Quote, sold.Fee));
    }

    private static (RunRecorder Record, TradeTick[] Tape) Run()
    {
        var instrument = RealTape.Instrument("LTCUSDT");
        var events = RealTape.Read(instrument, Day1, Day2);
        var structure = new StructureParameters { Left = 10, Right = 10, MinRangePpm = 3_000, TtlPackets = 300, HoldPackets = 120 };
        var result = SyntheticRun.Run(RealTape.Plan(instrument, 10_000, structure, feePpm: 1_000), events);
        return (result.Runs[0].Record, [.. events.Select(item => item.Trade)]);
    }

    private static (Quantity Base, Money Quote, Money Fee, long LastNs) Entry(TradeTick[] tape, OrderSpec order, long liveNs)
    {
        var (left, quote, fee, last) = (order.Quantity, Money.Zero, Money.Zero, 0L);
        foreach (var print in tape.Where(print => print.Time.Nanoseconds > liveNs && print.Price < order.Price).TakeWhile(_ => left.Raw > 0))
        {
            var part = Quantity.Min(left, print.Quantity);
            left -= part;
            quote += order.Price.Notional(part);
            fee += new Money(part.Raw).ShareFloor(1_000);
            last = print.Time.Nanoseconds;
        }

        return (order.Quantity - left, quote, fee, last);
    }

    private static (Money Quote, Money Fee) Stop(TradeTick[] tape, Price stop, Quantity quantity, long liveNs)
    {
        var electedNs = tape.First(print => print.Time.Nanoseconds > liveNs && print.Price <= stop).Time.Nanoseconds;
        var oneTick = new Price(1_000_000);
        return Sell(
            tape.Where(print => print.Time.Nanoseconds > electedNs && print.Aggressor == AggressorSide.Seller),
            print => new Price(print.Price.Raw - oneTick.Raw),
            quantity);
    }

    private static (Money Quote, Money Fee) Target(TradeTick[] tape, Price target, Quantity quantity, long liveNs) =>
        Sell(tape.Where(print => print.Time.Nanoseconds > liveNs && print.Price > target), _ => target, quantity);

    private static (Money Quote, Money Fee) Sell(IEnumerable<TradeTick> prints, Func<TradeTick, Price> priceOf, Quantity quantity)
    {
        var (left, quote, fee) = (quantity, Money.Zero, Money.Zero);
        foreach (var print in prints.TakeWhile(_ => left.Raw > 0))
        {
            var part = Quantity.Min(left, print.Quantity);
            left -= part;
            var amount = priceOf(print).Notional(part);
            quote += amount;
            fee += amount.ShareFloor(1_000);
        }

        return (quote, fee);
    }
}
