using System.Globalization;

namespace MultiSmc.Core;

/// <summary>How values of this room are carried.</summary>
public static class CarriedValues
{
    private static readonly OrderSpec NoOrder = new() { ClientOrderId = default, Instrument = default, Side = default, Type = default, Quantity = default };

    private static readonly Instrument NoInstrument = new() { Id = default, Symbol = "", Base = default, Quote = default, TickSize = default, LotSize = default };

    /// <summary>A price.</summary>
    public static Price Price(this StateCarrier state, Price value) => new(state.Int64(value.Raw));

    /// <summary>A quantity.</summary>
    public static Quantity Quantity(this StateCarrier state, Quantity value) => new(state.Int64(value.Raw));

    /// <summary>An amount of money.</summary>
    public static Money Money(this StateCarrier state, Money value) => new(state.Int64(value.Raw));

    /// <summary>A time.</summary>
    public static Timestamp Time(this StateCarrier state, Timestamp value) => new(state.Int64(value.Nanoseconds));

    /// <summary>A time or none.</summary>
    public static Timestamp? Time(this StateCarrier state, Timestamp? value) =>
        state.Flag(value is not null) ? state.Time(value ?? default) : null;

    /// <summary>A text that is there.</summary>
    public static string Word(this StateCarrier state, string value) => state.Text(value) ?? throw state.Fault("a text is missing");

    /// <summary>An asset.</summary>
    public static Asset Asset(this StateCarrier state, Asset value) => new(state.Text(value.Code)!); // null only where it was null

    /// <summary>A balance.</summary>
    public static Balance Balance(this StateCarrier state, Balance value) => new(state.Money(value.Free), state.Money(value.Locked));

    /// <summary>An instrument's number.</summary>
    public static InstrumentId Instrument(this StateCarrier state, InstrumentId value) => new(state.Int32(value.Index));

    /// <summary>A name of an order; one of ours, session-sequence-count, takes a few bytes.</summary>
    public static ClientOrderId Order(this StateCarrier state, ClientOrderId value) => new(Name(state, value.Value)!); // null only where it was null

    /// <summary>A name of a list.</summary>
    public static ClientListId List(this StateCarrier state, ClientListId value) => new(Name(state, value.Value)!); // null only where it was null

    /// <summary>A name of a list or none.</summary>
    public static ClientListId? List(this StateCarrier state, ClientListId? value) =>
        state.Flag(value is not null) ? state.List(value ?? default) : null;

    /// <summary>An order as it was asked for; null only where it is read.</summary>
    public static OrderSpec Order(this StateCarrier state, OrderSpec? value)
    {
        value ??= NoOrder;
        return new OrderSpec
        {
            ClientOrderId = state.Order(value.ClientOrderId),
            Instrument = state.Instrument(value.Instrument),
            Side = state.Enum(value.Side),
            Type = state.Enum(value.Type),
            Quantity = state.Quantity(value.Quantity),
            Price = state.Price(value.Price),
            StopPrice = state.Price(value.StopPrice),
            TimeInForce = state.Enum(value.TimeInForce),
            QuoteQuantity = state.Money(value.QuoteQuantity),
            IcebergQuantity = state.Quantity(value.IcebergQuantity),
            TrailingDeltaBps = state.Int32(value.TrailingDeltaBps),
            SelfTrade = state.Flag(value.SelfTrade is not null) ? state.Enum(value.SelfTrade ?? default) : null,
        };
    }

    /// <summary>An instrument with its rules; null only where it is read.</summary>
    public static Instrument Instrument(this StateCarrier state, Instrument? value)
    {
        value ??= NoInstrument;
        return new Instrument
        {
            Id = state.Instrument(value.Id),
            Symbol = state.Word(value.Symbol),
            Base = state.Asset(value.Base),
            Quote = state.Asset(value.Quote),
            TickSize = state.Price(value.TickSize),
            LotSize = state.Quantity(value.LotSize),
            MinPrice = state.Price(value.MinPrice),
            MaxPrice = state.Price(value.MaxPrice),
            MinQuantity = state.Quantity(value.MinQuantity),
            MaxQuantity = state.Quantity(value.MaxQuantity),
            MaxMarketQuantity = state.Quantity(value.MaxMarketQuantity),
            MinNotional = state.Money(value.MinNotional),
            MaxNotional = state.Money(value.MaxNotional),
            AppliesMinNotionalToMarket = state.Flag(value.AppliesMinNotionalToMarket),
            AppliesMaxNotionalToMarket = state.Flag(value.AppliesMaxNotionalToMarket),
            PercentPrice = PercentPrice(state, value.PercentPrice),
            AveragePriceMinutes = state.Int32(value.AveragePriceMinutes),
            MaxIcebergParts = state.Int32(value.MaxIcebergParts),
            TrailingDelta = TrailingDelta(state, value.TrailingDelta),
            MaxPosition = state.Quantity(value.MaxPosition),
            MaxOrders = state.Int32(value.MaxOrders),
            MaxAlgoOrders = state.Int32(value.MaxAlgoOrders),
            MaxIcebergOrders = state.Int32(value.MaxIcebergOrders),
            MaxOrderLists = state.Int32(value.MaxOrderLists),
            MaxOrdersOfAccount = state.Int32(value.MaxOrdersOfAccount),
            MaxAlgoOrdersOfAccount = state.Int32(value.MaxAlgoOrdersOfAccount),
            MaxOrderListsOfAccount = state.Int32(value.MaxOrderListsOfAccount),
            MaxOrderAmends = state.Int32(value.MaxOrderAmends),
            DefaultSelfTrade = state.Enum(value.DefaultSelfTrade),
            Status = state.Enum(value.Status),
        };
    }

    private static PercentPrice? PercentPrice(StateCarrier state, PercentPrice? value) => state.Flag(value is not null)
        ? new PercentPrice(
            state.Int64(value?.BidUpPpm ?? 0), state.Int64(value?.BidDownPpm ?? 0), state.Int64(value?.AskUpPpm ?? 0), state.Int64(value?.AskDownPpm ?? 0))
        : null;

    private static TrailingDelta? TrailingDelta(StateCarrier state, TrailingDelta? value) => state.Flag(value is not null)
        ? new TrailingDelta(
            state.Int32(value?.MinAbove ?? 0), state.Int32(value?.MaxAbove ?? 0), state.Int32(value?.MinBelow ?? 0), state.Int32(value?.MaxBelow ?? 0))
        : null;

    private static string? Name(StateCarrier state, string? name)
    {
        var isOurs = TrySplit(name, out var session, out var sequence, out var count);
        if (!state.Flag(isOurs))
            return state.Text(name);
        session = state.Word(session);
        sequence = state.Int64(sequence);
        count = state.Int64(count);
        return string.Create(CultureInfo.InvariantCulture, $"{session}-{sequence}-{count}");
    }

    private static bool TrySplit(string? name, out string session, out long sequence, out long count)
    {
        (session, sequence, count) = ("", 0, 0);
        var last = name?.LastIndexOf('-') ?? -1;
        var first = last > 0 ? name!.LastIndexOf('-', last - 1) : -1; // a place in it: it is there
        if (name is null || first <= 0)
            return false;
        session = name[..first];
        // Only what is made again exactly: no sign, no zero in front.
        return long.TryParse(name.AsSpan(first + 1, last - first - 1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            && long.TryParse(name.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && string.Create(CultureInfo.InvariantCulture, $"{session}-{sequence}-{count}") == name;
    }
}
