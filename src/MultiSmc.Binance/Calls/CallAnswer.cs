using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>What the way to the exchange brought back, before it is judged.</summary>
internal abstract record CallAnswer
{
    private CallAnswer()
    {
    }

    /// <summary>The exchange, or a gateway before it, answered.</summary>
    /// <param name="Status">HTTP status, also of a WebSocket API answer.</param>
    /// <param name="Body">The body or result.</param>
    /// <param name="Error">The error, or null where there is none or it can't be read.</param>
    /// <param name="RetryAfter">How long to stay away, or null.</param>
    public sealed record Answered(int Status, ReadOnlyMemory<byte> Body, ApiError? Error, TimeSpan? RetryAfter) : CallAnswer;

    /// <summary>Nothing left this machine.</summary>
    public sealed record NotSent(string Reason) : CallAnswer;

    /// <summary>It left, and no answer came.</summary>
    public sealed record Lost(string Reason) : CallAnswer;
}

/// <summary>A way on which calls reach the exchange. Stamps and signs as late as it can; sends once, judges nothing, repeats nothing.</summary>
internal interface ICallCarrier
{
    /// <summary>Sends one call and waits for its answer.</summary>
    /// <param name="endpoint">What is asked for.</param>
    /// <param name="parameters">All parameters but key, time and signature; left as it is.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<CallAnswer> CarryAsync(Endpoint endpoint, ParameterList parameters, CancellationToken cancellation);
}

/// <summary>Puts key, time and signature to a call.</summary>
internal static class Stamping
{
    /// <summary>The parameters with recvWindow and timestamp behind them; a copy, since a repetition is stamped anew.</summary>
    public static ParameterList Stamped(ParameterList parameters, ServerClock clock, TimeSpan receiveWindow)
    {
        var stamped = new ParameterList();
        foreach (var item in parameters.Items)
        {
            if (item.IsLiteral)
                stamped.AddLiteral(item.Name, item.Text);
            else
                stamped.Add(item.Name, item.Text);
        }

        return stamped.Add("recvWindow", (long)receiveWindow.TotalMilliseconds).Add("timestamp", clock.StampMilliseconds());
    }
}
