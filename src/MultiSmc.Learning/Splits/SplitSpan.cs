using MultiSmc.Core;

namespace MultiSmc.Learning;

/// <summary>
/// When a sample's label was being decided, both ends included, and until when it still colours features. On any axis that
/// all samples of a split share: packet numbers for one symbol, nanoseconds for several.
/// </summary>
/// <param name="Start">The packet after the decision, or its time.</param>
/// <param name="End">Where the label became known: the exit packet, or its time. Not before the start.</param>
/// <param name="EmbargoEnd">End and the embargo: features up to here may still look back into the span. Not before the end.</param>
public readonly record struct SplitSpan(long Start, long End, long EmbargoEnd)
{
    /// <summary>The longest feature window in packets: no shorter embargo is safe.</summary>
    public const int DefaultEmbargoPackets = 100;

    /// <summary>On the axis of packet numbers of one symbol.</summary>
    /// <param name="start">First packet of the span.</param>
    /// <param name="end">Exit packet.</param>
    /// <param name="embargoPackets">Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative embargo.</exception>
    public static SplitSpan OfPackets(long start, long end, long embargoPackets = DefaultEmbargoPackets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargoPackets);
        return new SplitSpan(start, end, checked(end + embargoPackets));
    }

    /// <summary>
    /// On the axis of time, so that samples of several symbols can be split at the same dates. The embargo stays a number of
    /// packets of the sample's own symbol: a hundred packets last minutes for one symbol and a day for another.
    /// </summary>
    /// <param name="closeTimes">Close times of the symbol's packets from packet 0 on, never falling.</param>
    /// <param name="startPacket">First packet of the span, at least 1; the span starts when the packet before it closes: that is when the model
    /// was asked.</param>
    /// <param name="endPacket">Exit packet.</param>
    /// <param name="embargoPackets">Not negative. Where the data end first, the embargo never ends: such a sample trains no later block.</param>
    /// <exception cref="ArgumentOutOfRangeException">A packet that is not there, or a negative embargo.</exception>
    public static SplitSpan OfTimes(
        ReadOnlySpan<Timestamp> closeTimes, int startPacket, int endPacket, int embargoPackets = DefaultEmbargoPackets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargoPackets);
        ArgumentOutOfRangeException.ThrowIfLessThan(startPacket, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(endPacket, startPacket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(endPacket, closeTimes.Length);
        var clear = (long)endPacket + embargoPackets;
        return new SplitSpan(
            closeTimes[startPacket - 1].Nanoseconds,
            closeTimes[endPacket].Nanoseconds,
            clear < closeTimes.Length ? closeTimes[(int)clear].Nanoseconds : Timestamp.MaxValue.Nanoseconds);
    }

    /// <exception cref="ArgumentException">No spans, or one whose ends are out of order.</exception>
    internal static void Require(IReadOnlyList<SplitSpan> spans)
    {
        if (spans.Count == 0)
            throw new ArgumentException("no samples to split");
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].End < spans[i].Start || spans[i].EmbargoEnd < spans[i].End)
                throw new ArgumentException($"span {i} is out of order: {spans[i]}");
        }
    }
}
