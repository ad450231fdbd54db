using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>A tape without what lies outside of a range of time.</summary>
/// <param name="tape">The tape; disposed of with this one.</param>
/// <param name="from">First moment; null for the beginning.</param>
/// <param name="to">Moment before which it ends; null for the end.</param>
internal sealed class RangeSource(IMarketSource tape, Timestamp? from, Timestamp? to) : IMarketSource
{
    private readonly Timestamp _from = from ?? new Timestamp(long.MinValue);
    private readonly Timestamp _to = to ?? Timestamp.MaxValue;

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        // A stretch that lies outside as a whole is not the end.
        while (tape.Read(buffer) is > 0 and var count)
        {
            var kept = 0;
            for (var i = 0; i < count; i++)
            {
                if (buffer[i].Time >= _from && buffer[i].Time < _to)
                    buffer[kept++] = buffer[i];
            }

            if (kept > 0)
                return kept;
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => tape.Dispose();
}
