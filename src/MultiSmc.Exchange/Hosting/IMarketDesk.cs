using System.Diagnostics.CodeAnalysis;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>Answers the public endpoints that tell of the market. Safe to use from any thread.</summary>
internal interface IMarketDesk
{
    /// <summary>Answers a request; false where the endpoint is none of its own.</summary>
    bool TryAnswer(Endpoint endpoint, ParameterReader reader, [NotNullWhen(true)] out ApiReply? reply);
}
