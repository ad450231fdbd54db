using System.Diagnostics.CodeAnalysis;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
namespace MultiSmc.Exchange;
internal sealed class NoMarket : IMarketDesk, IPrintListener
{
    public bool TryAnswer(Endpoint endpoint, ParameterReader reader, [NotNullWhen(true)] out ApiReply? reply)
    {
        reply = null;
        return false;
    }
    public void OnPrint(InstrumentId instrument, in TradeTick trade) { }
}
