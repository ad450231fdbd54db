using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What the venue knows of one instrument's market: the last prints, their typical sizes, the best bid and ask.</summary>
internal sealed class MarketState(long tickRaw)
{
    private RunningMean _typicalPrint = new(shift: 8);
    private VisitMeter _bidVisits = new();
    private VisitMeter _askVisits = new();
    private AggressorSide _lastAggressor;
    private long _lastBuyerRaw;
    private long _lastSellerRaw;
    private bool _isPrintNewer;

    public long LastRaw { get; private set; }

    /// <summary>A last price is known: stops can be elected.</summary>
    public bool HasPrint => LastRaw != 0;

    /// <summary>From the first quote on the instrument is judged by tier T1.</summary>
    public bool HasQuote { get; private set; }

    public long BidRaw { get; private set; }

    public long BidSizeRaw { get; private set; }

    public long AskRaw { get; private set; } = long.MaxValue;

    public long AskSizeRaw { get; private set; }

    /// <summary>What our fills have taken of the size displayed at the present bid; a quote at another price starts anew.</summary>
    public long BidTakenRaw { get; set; }

    /// <summary>What our fills have taken of the size displayed at the present ask.</summary>
    public long AskTakenRaw { get; set; }

    /// <summary>Mean size of a print, either side, over the last 256 or so.</summary>
    public long TypicalPrintRaw => _typicalPrint.Value;

    /// <summary>Lowest price at which a buy would take (rule 3): the quote, else a bound from the last print; nothing is known: none.</summary>
    public long AskBoundRaw => HasQuote ? AskRaw : PrintAskRaw;

    /// <summary>Highest price at which a sell would take (rule 3).</summary>
    public long BidBoundRaw => HasQuote ? BidRaw : PrintBidRaw;

    /// <summary>
    /// What a taking buy starts from (rule 11). T1: the best ask; T0: the last buyer-aggressor print. Never better than what the newest print proves.
    /// </summary>
    public long TakerAskRaw => HasQuote
        ? _isPrintNewer ? Math.Max(AskRaw, PrintAskRaw) : AskRaw
        : Math.Max(_lastBuyerRaw, PrintAskRaw);

    /// <summary>What a taking sell starts from (rule 11); zero or less when nothing is known.</summary>
    public long TakerBidRaw
    {
        get
        {
            if (HasQuote)
                return _isPrintNewer ? Math.Min(BidRaw, PrintBidRaw) : BidRaw;
            return _lastSellerRaw == 0 ? PrintBidRaw : Math.Min(_lastSellerRaw, PrintBidRaw);
        }
    }

    private long PrintAskRaw => !HasPrint ? long.MaxValue : _lastAggressor == AggressorSide.Buyer ? LastRaw : LastRaw + tickRaw;

    private long PrintBidRaw => !HasPrint ? 0 : _lastAggressor == AggressorSide.Seller ? LastRaw : LastRaw - tickRaw;

    /// <summary>Typical volume of a visit of a level where orders of this side rest, if one is over.</summary>
    public bool TryTypicalVisit(Side restingSide, out long volumeRaw)
    {
        ref var meter = ref restingSide == Side.Buy ? ref _bidVisits : ref _askVisits;
        volumeRaw = meter.TypicalRaw;
        return meter.HasTypical;
    }

    public void OnPrint(long priceRaw, long quantityRaw, AggressorSide aggressor)
    {
        LastRaw = priceRaw;
        _lastAggressor = aggressor;
        _isPrintNewer = true;
        if (aggressor == AggressorSide.Buyer)
        {
            _lastBuyerRaw = priceRaw;
            _askVisits.Add(priceRaw, quantityRaw);
        }
        else
        {
            _lastSellerRaw = priceRaw;
            _bidVisits.Add(priceRaw, quantityRaw);
        }

        _typicalPrint.Add(quantityRaw);
    }

    public void OnQuote(in Quote quote)
    {
        // A side without orders is sent as zero.
        var askRaw = quote.Ask.Raw > 0 ? quote.Ask.Raw : long.MaxValue;
        if (quote.Bid.Raw != BidRaw)
            BidTakenRaw = 0;
        if (askRaw != AskRaw)
            AskTakenRaw = 0;
        BidRaw = quote.Bid.Raw;
        BidSizeRaw = quote.BidQuantity.Raw;
        AskRaw = askRaw;
        AskSizeRaw = quote.AskQuantity.Raw;
        HasQuote = true;
        _isPrintNewer = false;
    }

    /// <summary>What is left of the size displayed opposite to a buy or a sell of ours.</summary>
    public long DisplayedLeftRaw(bool isBuy) => Math.Max(0, isBuy ? AskSizeRaw - AskTakenRaw : BidSizeRaw - BidTakenRaw);

    /// <summary>Counts what a buy or a sell of ours took of the displayed size.</summary>
    public void TakeDisplayed(bool isBuy, long quantityRaw)
    {
        if (isBuy)
            AskTakenRaw += quantityRaw;
        else
            BidTakenRaw += quantityRaw;
    }
}
