using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What the venue knows of one instrument's recorded market: the last prints, their typical sizes, the best bid and ask, the depth.</summary>
/// <param name="instrument">Whose.</param>
/// <param name="isOrdersOnly">There is no recorded market: the last price comes from trades between orders, and no bound from it.</param>
internal sealed class MarketState(Instrument instrument, bool isOrdersOnly)
{
    private readonly SortedDictionary<long, long> _deepTaken = [];
    private long _tickRaw = instrument.TickSize.Raw;
    private AveragePrice? _average = AveragePrice.For(instrument);
    private RunningMean _typicalPrint = new(shift: 8);
    private VisitMeter _bidVisits = new();
    private VisitMeter _askVisits = new();
    private AggressorSide _lastAggressor;
    private long _lastBuyerRaw;
    private long _lastSellerRaw;
    private bool _isPrintNewer;

    public long LastRaw { get; private set; }

    /// <summary>There is no recorded market: orders meet one another only.</summary>
    public bool IsOrdersOnly => isOrdersOnly;

    /// <summary>The recorded book.</summary>
    public DepthBook Depth { get; } = new();

    /// <summary>The recorded book is known: tier T2.</summary>
    public bool HasDepth => Depth.IsReady;

    /// <summary>0 trades only, 1 with quotes, 2 with depth.</summary>
    public int Tier => HasDepth ? 2 : HasQuote ? 1 : 0;

    /// <summary>The update id of the quote that is known.</summary>
    public long QuoteId { get; private set; }

    /// <summary>What is taken is taken at once, not from the prints that follow.</summary>
    public bool ServesAtOnce => HasQuote || isOrdersOnly;

    /// <summary>What percent filters and a market order's notional refer to: the average of the last minutes, else the last price; zero when unknown.</summary>
    public Price Reference => _average is { HasValue: true } average ? average.Value : new Price(LastRaw);

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
    public long AskBoundRaw => isOrdersOnly ? long.MaxValue : HasQuote ? AskRaw : PrintAskRaw;

    /// <summary>Highest price at which a sell would take (rule 3).</summary>
    public long BidBoundRaw => isOrdersOnly ? 0 : HasQuote ? BidRaw : PrintBidRaw;

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

    private long PrintAskRaw => !HasPrint ? long.MaxValue : _lastAggressor == AggressorSide.Buyer ? LastRaw : LastRaw + _tickRaw;

    private long PrintBidRaw => !HasPrint ? 0 : _lastAggressor == AggressorSide.Seller ? LastRaw : LastRaw - _tickRaw;

    /// <summary>Typical volume of a visit of a level where orders of this side rest, if one is over.</summary>
    public bool TryTypicalVisit(Side restingSide, out long volumeRaw)
    {
        ref var meter = ref restingSide == Side.Buy ? ref _bidVisits : ref _askVisits;
        volumeRaw = meter.TypicalRaw;
        return meter.HasTypical;
    }

    public void OnPrint(long priceRaw, long quantityRaw, AggressorSide aggressor, Timestamp time)
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
        _average?.Add(priceRaw, quantityRaw, time);
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
        QuoteId = quote.UpdateId;
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

    /// <summary>Takes a level of depth; what we took of it before is not known to be missing from the new size.</summary>
    /// <returns>True when with it the recorded book is known and whole.</returns>
    public bool OnDepth(in DepthChange change)
    {
        if (_deepTaken.Count > 0 && change.HasLevel)
            _deepTaken.Remove(change.Price.Raw);
        return Depth.On(in change);
    }

    /// <summary>What is left of a level behind the best one.</summary>
    public long DeepLeftRaw(BookLevel level) =>
        Math.Max(0, level.Quantity.Raw - (_deepTaken.Count == 0 ? 0 : _deepTaken.GetValueOrDefault(level.Price.Raw)));

    /// <summary>Counts what an order of ours took of a level behind the best one.</summary>
    public void TakeDeep(long priceRaw, long quantityRaw) => _deepTaken[priceRaw] = _deepTaken.GetValueOrDefault(priceRaw) + quantityRaw;

    /// <summary>The exchange's rules have changed.</summary>
    public void Change(Instrument now)
    {
        _tickRaw = now.TickSize.Raw;
        _average = now.AveragePriceMinutes == _average?.Minutes ? _average : AveragePrice.For(now);
    }
}
