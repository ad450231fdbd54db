using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Answer of <c>account</c>.</summary>
public sealed record AccountReply
{
    /// <summary>Basis points (10 = 0.1 %), rounded; <see cref="CommissionRates"/> is exact.</summary>
    public int MakerCommission { get; init; }

    /// <summary>Basis points, rounded.</summary>
    public int TakerCommission { get; init; }

    /// <summary>Basis points, rounded.</summary>
    public int BuyerCommission { get; init; }

    /// <summary>Basis points, rounded.</summary>
    public int SellerCommission { get; init; }

    /// <summary>Rates.</summary>
    public CommissionRates? CommissionRates { get; init; }

    /// <summary>Whether the account may trade.</summary>
    public required bool CanTrade { get; init; }

    /// <summary>Whether the account may withdraw; says nothing of the key.</summary>
    public required bool CanWithdraw { get; init; }

    /// <summary>Whether the account may deposit.</summary>
    public required bool CanDeposit { get; init; }

    /// <summary>Of a broker.</summary>
    public bool Brokered { get; init; }

    /// <summary>Orders have to name a self-trade prevention mode.</summary>
    public bool RequireSelfTradePrevention { get; init; }

    /// <summary>No smart order routing.</summary>
    public bool PreventSor { get; init; }

    /// <summary>When it changed last.</summary>
    public required Timestamp UpdateTime { get; init; }

    /// <summary>"SPOT".</summary>
    public required string AccountType { get; init; }

    /// <summary>Balances.</summary>
    public required BalanceRow[] Balances { get; init; }

    /// <summary>Permissions.</summary>
    public string[]? Permissions { get; init; }

    /// <summary>Number of the account.</summary>
    public long? Uid { get; init; }
}

/// <summary>A balance.</summary>
public sealed record BalanceRow
{
    /// <summary>Asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>What can be used.</summary>
    public required Money Free { get; init; }

    /// <summary>What working orders hold.</summary>
    public required Money Locked { get; init; }

    /// <summary>As Core knows it.</summary>
    public AssetBalance ToBalance() => new(Asset, new Balance(Free, Locked));
}

/// <summary>Commission rates; of an order: maker and taker alone.</summary>
public sealed record CommissionRates
{
    /// <summary>Of a fill that rested.</summary>
    public required Rate Maker { get; init; }

    /// <summary>Of a fill that took.</summary>
    public required Rate Taker { get; init; }

    /// <summary>Added for buyers.</summary>
    public Rate? Buyer { get; init; }

    /// <summary>Added for sellers.</summary>
    public Rate? Seller { get; init; }
}

/// <summary>Discount for paying commission in an asset.</summary>
public sealed record CommissionDiscount
{
    /// <summary>The account wants it.</summary>
    public required bool EnabledForAccount { get; init; }

    /// <summary>The symbol takes part.</summary>
    public required bool EnabledForSymbol { get; init; }

    /// <summary>The asset: BNB.</summary>
    public required Asset DiscountAsset { get; init; }

    /// <summary>The standard part is multiplied by this.</summary>
    public required Rate Discount { get; init; }
}

/// <summary>Answer of <c>account/commission</c>.</summary>
public sealed record CommissionReply
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Standard rates.</summary>
    public required CommissionRates StandardCommission { get; init; }

    /// <summary>Special rates, added.</summary>
    public CommissionRates? SpecialCommission { get; init; }

    /// <summary>Tax, added.</summary>
    public CommissionRates? TaxCommission { get; init; }

    /// <summary>Discount on the standard part.</summary>
    public CommissionDiscount? Discount { get; init; }
}

/// <summary>Answer of <c>order/test</c>; all null unless rates were asked for.</summary>
public sealed record TestOrderReply
{
    /// <summary>Standard rates.</summary>
    public CommissionRates? StandardCommissionForOrder { get; init; }

    /// <summary>Special rates, added.</summary>
    public CommissionRates? SpecialCommissionForOrder { get; init; }

    /// <summary>Tax, added.</summary>
    public CommissionRates? TaxCommissionForOrder { get; init; }

    /// <summary>Discount on the standard part.</summary>
    public CommissionDiscount? Discount { get; init; }
}

/// <summary>Row of <c>myTrades</c>.</summary>
public sealed record MyTradeRow
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Trade id.</summary>
    public required TradeId Id { get; init; }

    /// <summary>Our order.</summary>
    public required VenueOrderId OrderId { get; init; }

    /// <summary>Its list.</summary>
    public VenueListId OrderListId { get; init; } = VenueListId.None;

    /// <summary>Price.</summary>
    public required Price Price { get; init; }

    /// <summary>Base quantity.</summary>
    public required Quantity Qty { get; init; }

    /// <summary>Quote amount.</summary>
    public required Money QuoteQty { get; init; }

    /// <summary>Commission taken.</summary>
    public required Money Commission { get; init; }

    /// <summary>Of this asset.</summary>
    public required Asset CommissionAsset { get; init; }

    /// <summary>When.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>We bought.</summary>
    public required bool IsBuyer { get; init; }

    /// <summary>We rested.</summary>
    public required bool IsMaker { get; init; }

    /// <summary>Without meaning.</summary>
    public bool IsBestMatch { get; init; } = true;
}

/// <summary>Row of <c>myPreventedMatches</c>: two orders that self-trade prevention kept apart.</summary>
public sealed record PreventedMatchRow
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's number of it.</summary>
    public required long PreventedMatchId { get; init; }

    /// <summary>The order that took.</summary>
    public required VenueOrderId TakerOrderId { get; init; }

    /// <summary>Symbol of the order that rested.</summary>
    public required string MakerSymbol { get; init; }

    /// <summary>The order that rested.</summary>
    public required VenueOrderId MakerOrderId { get; init; }

    /// <summary>Trade group, -1 for none.</summary>
    public required long TradeGroupId { get; init; }

    /// <summary>The taker's mode.</summary>
    public required Word<SelfTradePreventionMode> SelfTradePreventionMode { get; init; }

    /// <summary>The resting order's price.</summary>
    public required Price Price { get; init; }

    /// <summary>What the resting order lost; null: nothing.</summary>
    public Quantity? MakerPreventedQuantity { get; init; }

    /// <summary>What the taking order lost; null: nothing.</summary>
    public Quantity? TakerPreventedQuantity { get; init; }

    /// <summary>When.</summary>
    public required Timestamp TransactTime { get; init; }
}

/// <summary>Answer of <c>myFilters</c>.</summary>
public sealed record MyFiltersReply
{
    /// <summary>Over all symbols.</summary>
    public required SymbolFilter[] ExchangeFilters { get; init; }

    /// <summary>Of the symbol.</summary>
    public required SymbolFilter[] SymbolFilters { get; init; }

    /// <summary>Of its assets.</summary>
    public required SymbolFilter[] AssetFilters { get; init; }
}

/// <summary>Answer of <c>apiRestrictions</c>: what a key may do.</summary>
public sealed record ApiRestrictions
{
    /// <summary>Bound to addresses.</summary>
    public required bool IpRestrict { get; init; }

    /// <summary>When the key was made.</summary>
    public Timestamp? CreateTime { get; init; }

    /// <summary>May read.</summary>
    public required bool EnableReading { get; init; }

    /// <summary>May trade.</summary>
    public required bool EnableSpotAndMarginTrading { get; init; }

    /// <summary>May withdraw: a bot's key must not.</summary>
    public required bool EnableWithdrawals { get; init; }

    /// <summary>May transfer between accounts: a bot's key must not.</summary>
    public required bool EnableInternalTransfer { get; init; }

    /// <summary>May transfer between wallets: a bot's key must not.</summary>
    public required bool PermitsUniversalTransfer { get; init; }

    /// <summary>May borrow.</summary>
    public bool? EnableMargin { get; init; }

    /// <summary>May trade futures.</summary>
    public bool? EnableFutures { get; init; }

    /// <summary>May trade options.</summary>
    public bool? EnableVanillaOptions { get; init; }

    /// <summary>May trade in a portfolio margin account.</summary>
    public bool? EnablePortfolioMarginTrading { get; init; }

    /// <summary>May trade over FIX.</summary>
    public bool? EnableFixApiTrade { get; init; }

    /// <summary>May read over FIX.</summary>
    public bool? EnableFixReadOnly { get; init; }

    /// <summary>Until when it may trade.</summary>
    public Timestamp? TradingAuthorityExpirationTime { get; init; }

    /// <summary>Whether it may move money out of the spot account.</summary>
    [JsonIgnore]
    public bool CanMoveMoney => EnableWithdrawals || EnableInternalTransfer || PermitsUniversalTransfer;
}
