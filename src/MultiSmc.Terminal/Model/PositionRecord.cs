using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>What a setup holds, from its fills.</summary>
internal sealed class PositionRecord
{
    public required SetupRecord Setup { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required Timestamp Since { get; init; }

    public required long Packet { get; init; }

    public int Version { get; set; }

    public Quantity Bought { get; set; }

    public Money BoughtQuote { get; set; }

    public Quantity Sold { get; set; }

    public Money SoldQuote { get; set; }

    public Money FeeBase { get; set; }

    public Money FeeQuote { get; set; }

    public Money Risk { get; set; }

    public Price LastExit { get; set; }

    public string Protection { get; set; } = "sending";

    public ClientListId? List { get; set; }

    public Timestamp? BareSince { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Last result that a frame carried.</summary>
    public Money ShownPnl { get; set; }

    /// <summary>Base held, commission taken in base gone.</summary>
    public Quantity Held => new(Math.Max(0, Bought.Raw - FeeBase.Raw - Sold.Raw));

    /// <summary>Average price paid.</summary>
    public Price Average => Bought.Raw == 0 ? default : new Price((long)((Int128)BoughtQuote.Raw * FixedPoint.Scale / Bought.Raw));

    /// <summary>What it is worth at a price.</summary>
    public Money Value(Price last) => last.Notional(Held);

    /// <summary>Result, parts sold before included, if what is held were sold at a price for a commission.</summary>
    public Money Pnl(Price at, long feePpm) => SoldQuote + Value(at) - BoughtQuote - FeeQuote - Value(at).ShareFloor(feePpm);

    /// <summary>The share that a part of what is held has in what the position has cost and brought so far; floored.</summary>
    public Money ShareSoFar(Quantity part) =>
        Held.Raw == 0 ? Money.Zero : (SoldQuote - BoughtQuote - FeeQuote).ShareFloor(part, Held);

    public double InR(Money amount) => Risk.Raw == 0 ? 0 : (double)amount.Raw / Risk.Raw;

    public PositionView View(string symbol, Scales scales, Price last, StrategyParameters plan)
    {
        var pnl = Pnl(last, plan.TakerFeePpm);
        return new PositionView
        {
            N = symbol,
            Setup = Setup.Number,
            V = Version,
            Qty = Held.ToString(),
            Entry = Average.ToString(),
            Sl = Setup.Stop.ToString(),
            Tp = Setup.Target.ToString(),
            Pnl = scales.Amounts.Text(pnl),
            R = InR(pnl),
            Risk = scales.Amounts.Text(Risk),
            Cost = scales.Amounts.Text(BoughtQuote),
            AtTp = scales.Amounts.Text(Pnl(Setup.Target, plan.MakerFeePpm)),
            AtSl = scales.Amounts.Text(Pnl(Setup.Stop, plan.TakerFeePpm)),
            Protection = Protection,
            BareSince = BareSince is { } since ? Scales.Ms(since) : null,
            Packet = Packet,
            Since = Scales.Ms(Since),
            Closed = IsClosed,
        };
    }
}
