using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Event <c>kline</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="interval">Length.</param>
/// <param name="offsetNs">Of the time zone.</param>
/// <param name="bar">The candle.</param>
/// <param name="now">When it is sent.</param>
/// <param name="isClosed">Whether it is over.</param>
internal readonly struct KlineText(byte[] symbol, KlineInterval interval, long offsetNs, Bar bar, Timestamp now, bool isClosed) : IStreamEvent
{
    public int LengthMax => 220 + 2 * symbol.Length + 6 * EventText.IntegerMax + 8 * EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"e\":\"kline\",\"E\":"u8);
        text.Time(now);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"k\":{\"t\":"u8);
        text.Time(new Timestamp(bar.OpenNs));
        text.Raw(",\"T\":"u8);
        text.Time(new Timestamp(interval.NextOpen(bar.OpenNs, offsetNs) - 1));
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"i\":\""u8);
        text.Raw(Encoding.ASCII.GetBytes(interval.Name));
        text.Raw("\",\"f\":"u8);
        text.Integer(bar.FirstId);
        text.Raw(",\"L\":"u8);
        text.Integer(bar.LastId);
        text.Raw(",\"o\":"u8);
        text.Decimal(bar.OpenRaw);
        text.Raw(",\"c\":"u8);
        text.Decimal(bar.CloseRaw);
        text.Raw(",\"h\":"u8);
        text.Decimal(bar.HighRaw);
        text.Raw(",\"l\":"u8);
        text.Decimal(bar.LowRaw);
        text.Raw(",\"v\":"u8);
        text.Decimal(bar.VolumeRaw);
        text.Raw(",\"n\":"u8);
        text.Integer(bar.Trades);
        text.Raw(",\"x\":"u8);
        text.Flag(isClosed);
        text.Raw(",\"q\":"u8);
        text.Decimal(bar.QuoteRaw);
        text.Raw(",\"V\":"u8);
        text.Decimal(bar.TakerVolumeRaw);
        text.Raw(",\"Q\":"u8);
        text.Decimal(bar.TakerQuoteRaw);
        text.Raw(",\"B\":\"0\"}}"u8);
    }
}

/// <summary>Event <c>avgPrice</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="price">The average.</param>
/// <param name="lastTrade">Time of the last trade.</param>
/// <param name="now">When it is sent.</param>
internal readonly struct AveragePriceText(byte[] symbol, Price price, Timestamp lastTrade, Timestamp now) : IStreamEvent
{
    public int LengthMax => 80 + symbol.Length + 2 * EventText.IntegerMax + EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"e\":\"avgPrice\",\"E\":"u8);
        text.Time(now);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"i\":\"5m\",\"w\":"u8);
        text.Decimal(price.Raw);
        text.Raw(",\"T\":"u8);
        text.Time(lastTrade);
        text.Raw("}"u8);
    }
}

/// <summary>Event <c>24hrMiniTicker</c>, or, in full, <c>24hrTicker</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="day">The figures.</param>
/// <param name="now">When it is sent.</param>
/// <param name="isFull">All of them.</param>
internal readonly struct DayTickerText(byte[] symbol, DayFigures day, Timestamp now, bool isFull) : IStreamEvent
{
    public int LengthMax => 260 + symbol.Length + 6 * EventText.IntegerMax + 18 * EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw(isFull ? "{\"e\":\"24hrTicker\",\"E\":"u8 : "{\"e\":\"24hrMiniTicker\",\"E\":"u8);
        text.Time(now);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\""u8);
        if (isFull)
            WriteChange(ref text);
        Named(ref text, ",\"c\":"u8, day.LastRaw);
        Named(ref text, ",\"o\":"u8, day.OpenRaw);
        Named(ref text, ",\"h\":"u8, day.HighRaw);
        Named(ref text, ",\"l\":"u8, day.LowRaw);
        Named(ref text, ",\"v\":"u8, day.VolumeRaw);
        text.Raw(",\"q\":\""u8);
        text.Raw(Encoding.ASCII.GetBytes(day.QuoteVolume));
        text.Raw("\""u8);
        if (isFull)
            WriteWindow(ref text);
        text.Raw("}"u8);
    }

    private void WriteChange(ref EventText text)
    {
        Named(ref text, ",\"p\":"u8, day.LastRaw - day.OpenRaw);
        text.Raw(",\"P\":\""u8);
        text.Raw(Encoding.ASCII.GetBytes(day.ChangePercent));
        text.Raw("\""u8);
        Named(ref text, ",\"w\":"u8, day.AverageRaw);
        Named(ref text, ",\"x\":"u8, day.BeforeRaw);
        Named(ref text, ",\"Q\":"u8, day.LastQuantityRaw);
        Named(ref text, ",\"b\":"u8, day.Quote.Bid.Raw);
        Named(ref text, ",\"B\":"u8, day.Quote.BidQuantity.Raw);
        Named(ref text, ",\"a\":"u8, day.Quote.Ask.Raw);
        Named(ref text, ",\"A\":"u8, day.Quote.AskQuantity.Raw);
    }

    private void WriteWindow(ref EventText text)
    {
        text.Raw(",\"O\":"u8);
        text.Time(day.OpenTime);
        text.Raw(",\"C\":"u8);
        text.Time(day.CloseTime);
        text.Raw(",\"F\":"u8);
        text.Integer(day.FirstId);
        text.Raw(",\"L\":"u8);
        text.Integer(day.LastId);
        text.Raw(",\"n\":"u8);
        text.Integer(day.Trades);
    }

    private static void Named(ref EventText text, scoped ReadOnlySpan<byte> name, long raw)
    {
        text.Raw(name);
        text.Decimal(raw);
    }
}

/// <summary>The mini tickers of several symbols in one array.</summary>
/// <param name="symbols">As UTF-8, and the figures.</param>
/// <param name="now">When it is sent.</param>
internal readonly struct MiniTickersText(List<(byte[] Symbol, DayFigures Day)> symbols, Timestamp now) : IStreamEvent
{
    public int LengthMax
    {
        get
        {
            var sum = 2;
            foreach (var (symbol, day) in symbols)
                sum += 1 + new DayTickerText(symbol, day, now, isFull: false).LengthMax;
            return sum;
        }
    }

    public void Write(ref EventText text)
    {
        text.Raw("["u8);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (i > 0)
                text.Raw(","u8);
            new DayTickerText(symbols[i].Symbol, symbols[i].Day, now, isFull: false).Write(ref text);
        }

        text.Raw("]"u8);
    }
}
