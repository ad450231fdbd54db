using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>A request as it came in, by REST or over the WebSocket API.</summary>
internal sealed record ApiCall
{
    public required Endpoint Endpoint { get; init; }

    public required ParameterList Parameters { get; init; }

    /// <summary>The address that it came from.</summary>
    public required string Address { get; init; }

    /// <summary>The key that it names, or null.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Checks its signature.</summary>
    public required Func<SignatureVerifier, bool> HasSignature { get; init; }

    /// <summary>The key that its session is logged on with: no signature is needed; null: none.</summary>
    public ApiKey? Session { get; init; }
}

/// <summary>What is sent back.</summary>
/// <param name="Reply">The answer; null: nothing is answered.</param>
/// <param name="Sent">To be called when the answer has been sent, or is not going to be.</param>
internal readonly record struct ApiAnswer(ApiReply? Reply, Action Sent);
