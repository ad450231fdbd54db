using System.Buffers;
using System.Buffers.Binary;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>The kernel's state with the timers that it waits for: a shell that goes on from it needs both.</summary>
internal sealed class NodeSnapshot(KernelSnapshot kernel, TimerQueue timers) : IKernelSnapshot
{
    private const int TimerBytes = 20;

    public TradingKernel Kernel => kernel.Kernel;

    public void Save(IBufferWriter<byte> to)
    {
        var pending = timers.Pending();
        var span = to.GetSpan(4 + (pending.Count * TimerBytes));
        BinaryPrimitives.WriteInt32LittleEndian(span, pending.Count);
        for (var i = 0; i < pending.Count; i++)
        {
            var at = span[(4 + (i * TimerBytes))..];
            BinaryPrimitives.WriteInt32LittleEndian(at, pending[i].Instrument.Index);
            BinaryPrimitives.WriteInt64LittleEndian(at[4..], pending[i].Due.Nanoseconds);
            BinaryPrimitives.WriteInt64LittleEndian(at[12..], pending[i].Token);
        }

        to.Advance(4 + (pending.Count * TimerBytes));
        kernel.Save(to);
    }

    public bool TryLoad(ReadOnlySpan<byte> state)
    {
        if (state.Length < 4)
            return false;
        var count = BinaryPrimitives.ReadInt32LittleEndian(state);
        if (count < 0 || state.Length - 4 < (long)count * TimerBytes || !kernel.TryLoad(state[(4 + (count * TimerBytes))..]))
            return false;
        for (var i = 0; i < count; i++)
        {
            var at = state[(4 + (i * TimerBytes))..];
            timers.Add(new TimerRequest(
                new InstrumentId(BinaryPrimitives.ReadInt32LittleEndian(at)),
                new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(at[4..])),
                BinaryPrimitives.ReadInt64LittleEndian(at[12..])));
        }

        return true;
    }
}
