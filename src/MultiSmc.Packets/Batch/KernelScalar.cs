using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Packets;

/// <summary>Whole trades of a clean stretch one by one, with the running sums in registers.</summary>
internal static class KernelScalar
{
    /// <inheritdoc cref="Kernel512.Run"/>
    public static int Run(PacketBuilder builder, in TradeView view, int next, int end, BatchScratch scratch, PacketSink closed)
    {
        ref var state = ref builder.State;
        var bucket = builder.Parameters.Bucket;
        var moveCount = 0;
        scratch.Start(view.Prices[next - 1]);
        while (next < end)
        {
            if (state.Quote == 0)
                state.Begin(view.Ids[next], view.Times[next], view.Prices[next]);
            AddUntilFull(ref state, view, ref next, end, bucket, ref scratch.Moves, ref moveCount);
            state.LastId = view.Ids[next - 1];
            state.LastTime = view.Times[next - 1];
            state.LastPrice = view.Prices[next - 1];
            state.LastSide = view.Buyers[next - 1];
            if (state.Quote < bucket)
                continue;
            builder.Close(ref closed.Next());
            scratch.NoteEnd(moveCount);
        }

        scratch.Finish(moveCount, closed, ref state, SimdPath.Scalar);
        return next;
    }

    // Not inlined: alone it keeps its sums in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddUntilFull(
        ref FormingState state, in TradeView view, ref int next, int end, long bucket, ref long moves, ref int moveCount)
    {
        ref var prices = ref MemoryMarshal.GetReference(view.Prices);
        ref var quantities = ref MemoryMarshal.GetReference(view.Quantities);
        ref var buyers = ref MemoryMarshal.GetReference(view.Buyers);
        var (baseSum, quote, buyBase, buyQuote, largest) = (0L, state.Quote, 0L, 0L, state.MaxTradeQuote);
        var (buys, flips, changed) = (0L, 0L, moveCount);
        var row = next;
        var price = Unsafe.Add(ref moves, changed);
        long side = state.LastSide;
        do
        {
            var previous = price;
            price = Unsafe.Add(ref prices, row);
            var quantity = Unsafe.Add(ref quantities, row);
            var value = price * quantity;
            var turned = side;
            side = Unsafe.Add(ref buyers, row);
            flips += turned ^ side;
            buys += side;
            baseSum += quantity;
            quote += value;
            buyBase += quantity & -side;
            buyQuote += value & -side;
            largest = Math.Max(largest, value);
            Unsafe.Add(ref moves, changed + 1) = price;
            changed += price != previous ? 1 : 0;
            row++;
        }
        while (quote < bucket && row < end);

        state.TradeCount += row - next;
        state.BuyCount += buys;
        state.SideFlips += flips;
        state.Base += baseSum;
        state.Quote = quote;
        state.BuyBase += buyBase;
        state.BuyQuote += buyQuote;
        state.MaxTradeQuote = largest;
        next = row;
        moveCount = changed;
    }
}
