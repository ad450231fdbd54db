using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>
/// Σ |bought − sold| / Σ quote over the last <c>length</c> packets, in [0, 1]; NaN until there are as many. The running sums are integers
/// of 128 bits, so taking the oldest off is exact.
/// </summary>
/// <remarks>Easley, López de Prado, O'Hara, "Flow Toxicity and Liquidity" (2012); trades are signed, not bulk-classified.</remarks>
internal sealed class VpinWindow(int length)
{
    private readonly long[] _imbalances = new long[length];
    private readonly long[] _quotes = new long[length];
    private Int128 _imbalanceSum;
    private Int128 _quoteSum;
    private int _count;
    private int _oldest;

    /// <summary>Takes a closed packet in and gives VPIN with it.</summary>
    public double Push(long absoluteSignedQuote, long quote)
    {
        if (_count == _quotes.Length)
        {
            _imbalanceSum -= _imbalances[_oldest];
            _quoteSum -= _quotes[_oldest];
        }
        else
        {
            _count++;
        }

        _imbalances[_oldest] = absoluteSignedQuote;
        _quotes[_oldest] = quote;
        if (++_oldest == _quotes.Length)
            _oldest = 0;
        _imbalanceSum += absoluteSignedQuote;
        _quoteSum += quote;
        return _count == _quotes.Length ? Ratio(_imbalanceSum, _quoteSum) : double.NaN;
    }

    /// <summary>VPIN as it would be if this packet were closed now.</summary>
    public double Peek(long absoluteSignedQuote, long quote)
    {
        var isFull = _count == _quotes.Length;
        if (!isFull && _count + 1 < _quotes.Length)
            return double.NaN;
        var imbalanceSum = _imbalanceSum + absoluteSignedQuote - (isFull ? _imbalances[_oldest] : 0);
        var quoteSum = _quoteSum + quote - (isFull ? _quotes[_oldest] : 0);
        return Ratio(imbalanceSum, quoteSum);
    }

    /// <summary>Forgets all packets.</summary>
    public void Clear()
    {
        _imbalanceSum = 0;
        _quoteSum = 0;
        _count = 0;
        _oldest = 0;
    }

    /// <summary>Saves the window, or takes a saved one of the same length.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("vpin", 1);
        _imbalanceSum = state.Int128(_imbalanceSum);
        _quoteSum = state.Int128(_quoteSum);
        _count = state.Int32(_count);
        _oldest = state.Int32(_oldest);
        if ((uint)_count > (uint)_quotes.Length || (uint)_oldest >= (uint)_quotes.Length)
            throw state.Fault("the VPIN window has another length");
        // While it fills, the packets stand at its beginning.
        state.Int64s(_imbalances.AsSpan(0, _count));
        state.Int64s(_quotes.AsSpan(0, _count));
    }

    // The software conversion from 128 bits is only worth its time when 63 do not do.
    private static double Ratio(Int128 imbalances, Int128 quotes) =>
        quotes <= long.MaxValue ? (double)(long)imbalances / (double)(long)quotes : (double)imbalances / (double)quotes;
}
