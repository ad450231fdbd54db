namespace MultiSmc.Binance.Wire;

/// <summary>Answers of the account endpoints; the same bodies in REST and as <c>result</c> of the WebSocket API.</summary>
public static class AccountReplies
{
    /// <summary><c>account</c> (account.status).</summary>
    public static MessageFormat<AccountReply> Account { get; } = new("account", json => json.AccountReply);

    /// <summary><c>account/commission</c>.</summary>
    public static MessageFormat<CommissionReply> Commission { get; } = new("commission", json => json.CommissionReply);

    /// <summary><c>rateLimit/order</c> (account.rateLimits.orders).</summary>
    public static MessageFormat<RateLimit[]> RateLimits { get; } = new("rate limits", json => json.RateLimitArray);

    /// <summary><c>myTrades</c>.</summary>
    public static MessageFormat<MyTradeRow[]> MyTrades { get; } = new("myTrades", json => json.MyTradeRowArray);

    /// <summary><c>myPreventedMatches</c>.</summary>
    public static MessageFormat<PreventedMatchRow[]> PreventedMatches { get; } = new("myPreventedMatches", json => json.PreventedMatchRowArray);

    /// <summary><c>myFilters</c>.</summary>
    public static MessageFormat<MyFiltersReply> MyFilters { get; } = new("myFilters", json => json.MyFiltersReply);

    /// <summary><c>sapi/v1/account/apiRestrictions</c>.</summary>
    public static MessageFormat<ApiRestrictions> Restrictions { get; } = new("apiRestrictions", json => json.ApiRestrictions);
}
