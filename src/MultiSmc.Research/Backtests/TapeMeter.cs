using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Counts what the tape of each instrument held.</summary>
internal sealed class TapeMeter(int instruments)
{
    private readonly Tape[] _tapes = new Tape[instruments];

    public long Events { get; private set; }

    public void On(ReadOnlySpan<MarketEvent> events)
    {
        Events += events.Length;
        foreach (ref readonly var market in events)
        {
            ref var tape = ref _tapes[market.Instrument.Index];
            if (market.Kind != MarketEventKind.Trade)
            {
                tape.Quotes += market.Kind == MarketEventKind.Quote ? 1 : 0;
                tape.Depths += market.Kind == MarketEventKind.Depth ? 1 : 0;
                continue;
            }

            var trade = market.Trade;
            if (trade.Time.Nanoseconds >= tape.StepUntil)
                Turn(ref tape, trade.Time);
            if (tape.Trades++ == 0)
            {
                tape.First = trade.Time;
                tape.FirstPrice = trade.Price;
            }

            tape.Last = trade.Time;
            tape.LastPrice = trade.Price;
        }
    }

    /// <summary>The best evidence that the tape of any instrument has for the venue's fill rules.</summary>
    public string Evidence
    {
        get
        {
            if (Array.Exists(_tapes, static tape => tape.Depths > 0))
                return "T2";
            return Array.Exists(_tapes, static tape => tape.Quotes > 0) ? "T1" : "T0";
        }
    }

    public TapeFacts FactsOf(InstrumentId id)
    {
        ref readonly var tape = ref _tapes[id.Index];
        return new TapeFacts
        {
            Trades = tape.Trades,
            Quotes = tape.Quotes,
            BadRows = 0,
            First = tape.Trades > 0 ? tape.First : null,
            Last = tape.Trades > 0 ? tape.Last : null,
            FirstPrice = tape.FirstPrice,
            LastPrice = tape.LastPrice,
            Prices = tape.Steps?.Closed ?? [],
        };
    }

    private static void Turn(ref Tape tape, Timestamp time)
    {
        tape.Steps ??= new PriceSteps();
        tape.Steps.Turn(time, tape.LastPrice);
        tape.StepUntil = tape.Steps.Until;
    }

    private struct Tape
    {
        public long Trades;
        public long Quotes;
        public long Depths;
        public Timestamp First;
        public Timestamp Last;
        public Price FirstPrice;
        public Price LastPrice;
        public PriceSteps? Steps;
        public long StepUntil;
    }
}
