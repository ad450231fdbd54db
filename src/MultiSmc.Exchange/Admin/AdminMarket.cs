using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>What the admin API does to symbols, balances and market streams.</summary>
internal sealed class AdminMarket(ExchangeEngine engine, StreamServer streams)
{
    /// <summary>A deposit, or a withdrawal.</summary>
    public async Task TransferAsync(AdminBody body, CancellationToken cancellation)
    {
        var name = body.RequiredText("account");
        var asset = body.RequiredText("asset");
        var amount = body.Decimal("amount");
        if (amount is null or 0)
            body.Refuse("field 'amount' is needed: above zero a deposit, below zero a withdrawal");
        if (body.Finish() is not null)
            return;
        var fault = await engine.AskAsync(
            floor => floor.FindAccount(name) is not { } account ? $"no account '{name}'"
                : floor.TryTransfer(account, new Asset(asset), new Money(amount ?? 0)) ? null
                : $"account '{name}' has not so much {asset} free",
            gate: null,
            cancellation).ConfigureAwait(false);
        if (fault is not null)
            body.Refuse(fault);
    }

    /// <summary>Another status, or other filters.</summary>
    public async Task SymbolAsync(AdminBody body, CancellationToken cancellation)
    {
        var symbol = body.RequiredText("symbol");
        var status = body.Text("status");
        TradingStatus? now = status switch
        {
            null => null,
            "TRADING" => TradingStatus.Trading,
            "HALT" => TradingStatus.Halt,
            "BREAK" => TradingStatus.Break,
            "CANCEL_ONLY" => TradingStatus.CancelOnly,
            _ => Unknown(body),
        };
        var (tick, lot, minQuantity, maxQuantity) = (body.Decimal("tickSize"), body.Decimal("stepSize"), body.Decimal("minQty"), body.Decimal("maxQty"));
        var (minPrice, maxPrice, minNotional) = (body.Decimal("minPrice"), body.Decimal("maxPrice"), body.Decimal("minNotional"));
        var (orders, algos) = (body.Number("maxNumOrders", 0, int.MaxValue), body.Number("maxNumAlgoOrders", 0, int.MaxValue));
        if (tick <= 0 || lot <= 0)
            body.Refuse("tickSize and stepSize are above zero");
        if (body.Finish() is not null)
            return;
        var fault = await engine.AskAsync(
            floor =>
            {
                if (!floor.TryFind(symbol, out var id))
                    return $"no symbol '{symbol}'";
                var old = floor.Core.InstrumentOf(id);
                return floor.TryChange(old with
                {
                    Status = now ?? old.Status,
                    TickSize = new Price(tick ?? old.TickSize.Raw),
                    LotSize = new Quantity(lot ?? old.LotSize.Raw),
                    MinQuantity = new Quantity(minQuantity ?? old.MinQuantity.Raw),
                    MaxQuantity = new Quantity(maxQuantity ?? old.MaxQuantity.Raw),
                    MinPrice = new Price(minPrice ?? old.MinPrice.Raw),
                    MaxPrice = new Price(maxPrice ?? old.MaxPrice.Raw),
                    MinNotional = new Money(minNotional ?? old.MinNotional.Raw),
                    MaxOrders = (int)(orders ?? old.MaxOrders),
                    MaxAlgoOrders = (int)(algos ?? old.MaxAlgoOrders),
                });
            },
            gate: null,
            cancellation).ConfigureAwait(false);
        if (fault is not null)
            body.Refuse(fault);
    }

    /// <summary>Market streams that are mute, or leave trades out.</summary>
    public async Task StreamsAsync(AdminBody body, CancellationToken cancellation)
    {
        var mute = body.Flag("mute");
        var stream = body.Text("stream");
        var symbol = body.Text("symbol");
        var (first, last) = (body.Number("dropFromTradeId", 0, long.MaxValue), body.Number("dropToTradeId", 0, long.MaxValue));
        var drops = first is not null || last is not null;
        if (drops && (first is null || last < first || symbol is null))
            body.Refuse("to leave out trades say symbol, dropFromTradeId and dropToTradeId");
        if (body.Finish() is not null)
            return;
        if (mute is { } isMuted && stream is null)
            streams.Faults.IsSilent = isMuted;
        else if (mute is { } one && stream is not null)
            streams.Faults.Mute(stream, one);
        if (first is not { } from || symbol is null)
            return;
        var instrument = await engine.AskAsync(
            floor => floor.TryFind(symbol, out var id) ? id : (InstrumentId?)null, gate: null, cancellation).ConfigureAwait(false);
        if (instrument is { } found)
            streams.Faults.DropTrades(found, from, last ?? from);
        else
            body.Refuse($"no symbol '{symbol}'");
    }

    private static TradingStatus? Unknown(AdminBody body)
    {
        body.Refuse("field 'status' is one of TRADING, HALT, BREAK, CANCEL_ONLY");
        return null;
    }
}
