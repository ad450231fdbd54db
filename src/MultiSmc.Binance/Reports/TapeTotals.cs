using System.Runtime.CompilerServices;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What is summed and compared over a file's trades while they pass.</summary>
internal struct TapeTotals
{
    public long Count;
    public long FirstId;
    public long LastId;
    public long HighestId;
    public long IdGaps;
    public long MissingIds;
    public long DuplicateIds;
    public long IdsGoingBack;
    public long TimesGoingBack;
    public long SameTimeRows;
    public Timestamp FirstTime;
    public Timestamp LastTime;
    public Price Open;
    public Price High;
    public Price Low;
    public Price Close;
    private ulong _baseLow;
    private ulong _baseHigh;
    private ulong _quoteLow;
    private ulong _quoteHigh;
    private ulong _takerLow;
    private ulong _takerHigh;

    public readonly ExactSum BaseVolume => new(new UInt128(_baseHigh, _baseLow), 8);

    public readonly ExactSum QuoteVolume => new(new UInt128(_quoteHigh, _quoteLow), 16);

    public readonly ExactSum TakerBuyQuoteVolume => new(new UInt128(_takerHigh, _takerLow), 16);

    /// <summary>Adds a trade whose value fits <see cref="Money"/>; so 2^38 of them fit the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long id, Timestamp time, Price price, Quantity quantity, AggressorSide aggressor)
    {
        if (Count++ == 0)
            Begin(id, time, price);
        else if (id != HighestId + 1)
            NoteJump(id);
        if (id > HighestId)
            HighestId = id;
        if (time <= LastTime && Count > 1)
            NoteTime(time);
        LastId = id;
        LastTime = time;
        if (price > High)
            High = price;
        if (price < Low)
            Low = price;
        Close = price;
        AddTo(ref _baseLow, ref _baseHigh, (ulong)quantity.Raw, 0);
        var high = Math.BigMul((ulong)price.Raw, (ulong)quantity.Raw, out var low);
        AddTo(ref _quoteLow, ref _quoteHigh, low, high);
        // Who took is a coin: a mask, not a branch.
        var mask = 0UL - (ulong)aggressor;
        AddTo(ref _takerLow, ref _takerHigh, low & mask, high & mask);
    }

    /// <summary>Notes an id that belongs to no trade (a mark of the exchange), so that it does not count as missing.</summary>
    public void NoteId(long id)
    {
        if (Count > 0 && id == HighestId + 1)
            HighestId = id;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref ulong sumLow, ref ulong sumHigh, ulong low, ulong high)
    {
        var sum = sumLow + low;
        sumHigh += high + (sum < low ? 1UL : 0UL);
        sumLow = sum;
    }

    private void Begin(long id, Timestamp time, Price price)
    {
        FirstId = id;
        HighestId = id;
        FirstTime = time;
        Open = price;
        High = price;
        Low = price;
    }

    private void NoteJump(long id)
    {
        if (id > HighestId)
        {
            IdGaps++;
            MissingIds += id - HighestId - 1;
        }
        else if (id == LastId)
        {
            DuplicateIds++;
        }
        else
        {
            IdsGoingBack++;
        }
    }

    private void NoteTime(Timestamp time)
    {
        if (time == LastTime)
            SameTimeRows++;
        else
            TimesGoingBack++;
    }
}
