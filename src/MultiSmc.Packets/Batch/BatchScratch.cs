using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Packets;

/// <summary>
/// What a kernel leaves for the second pass over a window: the changed prices of all its packets in one run, and where in the run each packet ends.
/// The packets themselves are closed already but for what depends on price changes.
/// </summary>
internal sealed class BatchScratch
{
    private readonly long[] _moves = new long[1 + BatchPacketBuilder.Window + 2 * MoveFold.Lanes];
    private readonly double[] _squares = new double[BatchPacketBuilder.Window + 2 * MoveFold.Lanes];
    private readonly int[] _ends = new int[BatchPacketBuilder.Window];
    private int _closedCount;

    /// <summary>The price before the window, then its changed prices.</summary>
    public ref long Moves => ref MemoryMarshal.GetArrayDataReference(_moves);

    /// <summary>Starts a window behind a price.</summary>
    public void Start(long priceBefore)
    {
        _moves[0] = priceBefore;
        _closedCount = 0;
    }

    /// <summary>Notes that a packet closed after so many moves of the window.</summary>
    public void NoteEnd(int moveCount) => _ends[_closedCount++] = moveCount;

    /// <summary>Completes the window's packets, the last ones of <paramref name="closed"/>, and the one still open.</summary>
    public void Finish(int moveCount, PacketSink closed, ref FormingState open, SimdPath path)
    {
        ref var squares = ref MemoryMarshal.GetArrayDataReference(_squares);
        MoveFold.Square(ref Moves, moveCount, ref squares, path);
        var packets = closed.Span[^_closedCount..];
        var start = 0;
        for (var i = 0; i < packets.Length; i++)
        {
            ref var packet = ref packets[i];
            var sums = new MoveSums { High = packet.High, Low = packet.Low, Path = packet.Path, RealisedVariance = packet.RealisedVariance };
            MoveFold.Sum(ref Unsafe.Add(ref Moves, start), _ends[i] - start, ref Unsafe.Add(ref squares, start), ref sums, path);
            FormingState.WriteMoves(ref packet, sums);
            start = _ends[i];
        }

        // A packet that opens with the next window has taken nothing of this one.
        MoveFold.Sum(ref Unsafe.Add(ref Moves, start), moveCount - start, ref Unsafe.Add(ref squares, start), ref open.Moves, path);
    }
}
