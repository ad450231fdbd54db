using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>Answers about the account itself: balances, commission, limits, filters, the key.</summary>
internal static class AccountDesk
{
    private const long RatePerPpm = FixedPoint.Scale / 1_000_000;
    private const int PpmPerBasisPoint = 100;

    public static ApiReply Account(FloorCall call)
    {
        var omitsZero = call.Reader.Flag("omitZeroBalances") == true;
        if (call.Fault() is { } fault)
            return fault;
        var parameters = call.Account.Parameters;
        var balances = call.Floor.Core.BalancesOf(call.Account.Id).Where(one => !omitsZero || one.Balance.Total > Money.Zero);
        return ApiReply.Of(AccountReplies.Account, new AccountReply
        {
            MakerCommission = (int)(parameters.MakerFeePpm / PpmPerBasisPoint),
            TakerCommission = (int)(parameters.TakerFeePpm / PpmPerBasisPoint),
            CommissionRates = Rates(parameters.MakerFeePpm, parameters.TakerFeePpm),
            CanTrade = true,
            CanWithdraw = true,
            CanDeposit = true,
            UpdateTime = call.Account.UpdatedAt,
            AccountType = "SPOT",
            Balances = [.. balances.Select(static one => new BalanceRow { Asset = one.Asset, Free = one.Balance.Free, Locked = one.Balance.Locked })],
            Permissions = ["SPOT"],
            Uid = call.Account.Uid,
        });
    }

    public static ApiReply Commission(FloorCall call)
    {
        var symbol = call.Reader.RequiredText("symbol");
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(symbol, out _))
            return FloorCall.BadSymbol;
        var parameters = call.Account.Parameters;
        return ApiReply.Of(AccountReplies.Commission, new CommissionReply
        {
            Symbol = symbol,
            StandardCommission = Rates(parameters.MakerFeePpm, parameters.TakerFeePpm),
            SpecialCommission = Rates(0, 0),
            TaxCommission = Rates(0, 0),
            Discount = DiscountOf(parameters),
        });
    }

    /// <summary>What <c>order/test</c> tells of commission.</summary>
    public static TestOrderReply RatesForOrder(AccountRecord account) => new()
    {
        StandardCommissionForOrder = OfOrder(account.Parameters.MakerFeePpm, account.Parameters.TakerFeePpm),
        SpecialCommissionForOrder = OfOrder(0, 0),
        TaxCommissionForOrder = OfOrder(0, 0),
        Discount = DiscountOf(account.Parameters),
    };

    public static ApiReply OrderLimits(FloorCall call) =>
        call.Fault() ?? ApiReply.Of(AccountReplies.RateLimits, call.Account.Meter.Counts(call.Floor.Now));

    public static ApiReply MyFilters(FloorCall call)
    {
        var symbol = call.Reader.RequiredText("symbol");
        if (call.Fault() is { } fault)
            return fault;
        return call.Floor.TryFind(symbol, out var instrument)
            ? ApiReply.Of(AccountReplies.MyFilters, new MyFiltersReply
            {
                ExchangeFilters = [.. ExchangeFilters.Of(call.Floor.Core.Limits)],
                SymbolFilters = ExchangeInfoAnswer.RowOf(call.Floor.Core.InstrumentOf(instrument), withSets: false).Filters,
                AssetFilters = [.. ExchangeFilters.OfAssets(call.Floor.Core.Limits, call.Floor.Core.InstrumentOf(instrument))],
            })
            : FloorCall.BadSymbol;
    }

    public static ApiReply Restrictions(FloorCall call)
    {
        var rights = call.Key.Rights;
        return call.Fault() ?? ApiReply.Of(AccountReplies.Restrictions, new ApiRestrictions
        {
            IpRestrict = rights.Addresses.Count > 0,
            CreateTime = call.Key.CreatedAt,
            EnableReading = true,
            EnableSpotAndMarginTrading = rights.CanTrade,
            EnableWithdrawals = rights.CanWithdraw,
            EnableInternalTransfer = rights.CanTransfer,
            PermitsUniversalTransfer = rights.CanTransfer,
            EnableMargin = false,
            EnableFutures = false,
            EnableVanillaOptions = false,
            EnablePortfolioMarginTrading = false,
            EnableFixApiTrade = false,
            EnableFixReadOnly = false,
        });
    }

    private static CommissionRates Rates(long makerPpm, long takerPpm) => OfOrder(makerPpm, takerPpm) with { Buyer = new Rate(0), Seller = new Rate(0) };

    private static CommissionRates OfOrder(long makerPpm, long takerPpm) =>
        new() { Maker = new Rate(makerPpm * RatePerPpm), Taker = new Rate(takerPpm * RatePerPpm) };

    private static CommissionDiscount DiscountOf(AccountParameters parameters) => new()
    {
        EnabledForAccount = parameters.FeeMode == FeeMode.Bnb,
        EnabledForSymbol = true,
        DiscountAsset = new Asset("BNB"),
        Discount = new Rate((1_000_000 - parameters.BnbDiscountPpm) * RatePerPpm),
    };
}
