using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Generated readers and writers of all messages, in the two units of time that a server writes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ServerTimeReply))]
[JsonSerializable(typeof(ExchangeInfo))]
[JsonSerializable(typeof(SymbolInfo))]
[JsonSerializable(typeof(SymbolFilter.PriceFilter))]
[JsonSerializable(typeof(SymbolFilter.LotSize))]
[JsonSerializable(typeof(SymbolFilter.MarketLotSize))]
[JsonSerializable(typeof(SymbolFilter.PercentPrice))]
[JsonSerializable(typeof(SymbolFilter.PercentPriceBySide))]
[JsonSerializable(typeof(SymbolFilter.MinimumNotional))]
[JsonSerializable(typeof(SymbolFilter.Notional))]
[JsonSerializable(typeof(SymbolFilter.MaxPosition))]
[JsonSerializable(typeof(SymbolFilter.TrailingDelta))]
[JsonSerializable(typeof(SymbolFilter.MaxAsset))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(DepthSnapshot))]
[JsonSerializable(typeof(TradeRow[]))]
[JsonSerializable(typeof(AggTradeRow[]))]
[JsonSerializable(typeof(KlineRow[]))]
[JsonSerializable(typeof(AveragePrice))]
[JsonSerializable(typeof(PriceTicker[]))]
[JsonSerializable(typeof(BookTickerRow[]))]
[JsonSerializable(typeof(DayTicker[]))]
[JsonSerializable(typeof(ReferencePriceReply))]
[JsonSerializable(typeof(ExecutionRules))]
[JsonSerializable(typeof(TradeEvent))]
[JsonSerializable(typeof(AggTradeEvent))]
[JsonSerializable(typeof(BookTickerEvent))]
[JsonSerializable(typeof(DepthUpdateEvent))]
[JsonSerializable(typeof(KlineEvent))]
[JsonSerializable(typeof(AveragePriceEvent))]
[JsonSerializable(typeof(MiniTickerEvent))]
[JsonSerializable(typeof(StreamShutdownEvent))]
[JsonSerializable(typeof(OrderReport))]
[JsonSerializable(typeof(CancelReport[]))]
[JsonSerializable(typeof(CancelReplaceReport))]
[JsonSerializable(typeof(AmendReport))]
[JsonSerializable(typeof(AmendmentRow[]))]
[JsonSerializable(typeof(OrderState[]))]
[JsonSerializable(typeof(OrderListReport[]))]
[JsonSerializable(typeof(TestOrderReply))]
[JsonSerializable(typeof(AccountReply))]
[JsonSerializable(typeof(CommissionReply))]
[JsonSerializable(typeof(RateLimit[]))]
[JsonSerializable(typeof(MyTradeRow[]))]
[JsonSerializable(typeof(PreventedMatchRow[]))]
[JsonSerializable(typeof(MyFiltersReply))]
[JsonSerializable(typeof(ApiRestrictions))]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(ErrorData.RetryAfter))]
[JsonSerializable(typeof(UserEvent))]
[JsonSerializable(typeof(ExecutionReport))]
[JsonSerializable(typeof(AccountPosition))]
[JsonSerializable(typeof(BalanceUpdate))]
[JsonSerializable(typeof(ExternalLockUpdate))]
[JsonSerializable(typeof(ListStatusEvent))]
[JsonSerializable(typeof(StreamTerminated))]
[JsonSerializable(typeof(ServerShutdown))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(SubscriptionReply[]))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>How writers outside of the serializer are set: symbols and signatures go out unescaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes times in milliseconds; reads both.</summary>
    public static WireJson Milliseconds { get; } = new(OptionsFor(ExchangeTimeUnit.Milliseconds));

    /// <summary>Writes times in microseconds; reads both.</summary>
    public static WireJson Microseconds { get; } = new(OptionsFor(ExchangeTimeUnit.Microseconds));

    private static JsonSerializerOptions OptionsFor(ExchangeTimeUnit unit) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new TimeConverter(unit),
            new DecimalConverter<Price>(static raw => new Price(raw), static price => price.Raw),
            new DecimalConverter<Quantity>(static raw => new Quantity(raw), static quantity => quantity.Raw),
            new DecimalConverter<Money>(static raw => new Money(raw), static money => money.Raw),
            new DecimalConverter<Rate>(static raw => new Rate(raw), static rate => rate.Raw),
            new DecimalConverter<Multiplier>(static raw => new Multiplier(raw), static multiplier => multiplier.Raw, isPadded: false),
            new CommissionConverter(),
            new IntegerConverter<VenueOrderId>(static value => new VenueOrderId(value), static id => id.Value),
            new IntegerConverter<VenueListId>(static value => new VenueListId(value), static id => id.Value),
            new IntegerConverter<TradeId>(static value => new TradeId(value), static id => id.Value),
            new TextConverter<Asset>(static text => new Asset(text), static asset => asset.Code),
            new TextConverter<ClientOrderId>(static text => new ClientOrderId(text), static id => id.Value),
            new TextConverter<ClientListId>(static text => new ClientListId(text), static id => id.Value),
            new WordConverter<SymbolStatus>(),
            new WordConverter<RateLimitType>(),
            new WordConverter<RateInterval>(),
            new WordConverter<Side>(),
            new WordConverter<OrderType>(),
            new WordConverter<TimeInForce>(),
            new WordConverter<OrderStatus>(),
            new WordConverter<SelfTradePreventionMode>(),
            new WordConverter<ExecutionType>(),
            new WordConverter<RejectReason>(),
            new WordConverter<ExpiryReason>(),
            new WordConverter<PegPriceType>(),
            new WordConverter<PegOffsetType>(),
            new WordConverter<WorkingFloor>(),
            new WordConverter<ContingencyType>(),
            new WordConverter<ListStatusType>(),
            new WordConverter<ListOrderStatus>(),
            new WordConverter<StepResult>(),
            new AggressorConverter(),
            new RawJsonConverter(),
            new PriceLevelConverter(),
            new KlineRowConverter(),
            new SymbolFilterConverter(),
            new SymbolRowsConverter(),
            new CancelReportConverter(),
            new CancelReplaceStepConverter(),
            new ErrorDataConverter(),
            new UserEventConverter(),
        },
    };
}
