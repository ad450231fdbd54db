using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>Reads a tape to its end, trade by trade.</summary>
internal static class TapeWalk
{
    /// <summary>What is done with a trade.</summary>
    public delegate void OnTrade(in TradeTick trade);

    /// <summary>Hands over every trade in order.</summary>
    public static void EachTrade(IMarketSource source, OnTrade onTrade, CancellationToken cancellation)
    {
        var buffer = new MarketEvent[4096];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var market in buffer.AsSpan(0, count))
            {
                if (market.Kind == MarketEventKind.Trade)
                    onTrade(market.Trade);
            }
        }
    }
}
