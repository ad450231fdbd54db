using System.Runtime.CompilerServices;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

public sealed class BufferOfEffects
{
    private static readonly InstrumentId First = new(0);
    private readonly EffectBuffer _buffer = new();

    [Fact]
    public void Keeps_the_order_in_which_things_happened()
    {
        Fill(_buffer, 0);
        _buffer.Submit(new VenueRequest.CancelOrder(new InstrumentId(3), new ClientOrderId("a")));
        Assert.Equal(
            [EffectKind.PacketClosed, EffectKind.Structure, EffectKind.ZoneChanged, EffectKind.SegmentBroken, EffectKind.Submit],
            Outcome.Of(_buffer).Kinds);
        Assert.Equal([0, 0, 0, -1, -1], Outcome.Of(_buffer).Effects.Select(effect => effect.Slot));
        Assert.Equal(3, _buffer.Effects[4].Instrument.Index);
        Assert.Equal(new Money(7), _buffer.Effects[0].Amount);
    }

    [Fact]
    public void Grows_and_keeps_every_value_at_its_slot()
    {
        for (var i = 0; i < 500; i++)
            Fill(_buffer, i);
        Assert.Equal((2_000, 500, 500, 500), (_buffer.Effects.Length, _buffer.Packets.Length, _buffer.StructureEvents.Length, _buffer.Zones.Length));
        foreach (var effect in _buffer.Effects)
        {
            var value = effect.Kind switch
            {
                EffectKind.PacketClosed => _buffer.Packets[effect.Slot].Index,
                EffectKind.Structure => _buffer.StructureEvents[effect.Slot].Packet,
                EffectKind.ZoneChanged => _buffer.Zones[effect.Slot].Id,
                _ => effect.Instrument.Index,
            };
            Assert.Equal(effect.Instrument.Index, value);
        }
    }

    [Fact]
    public void Starts_over_after_it_is_cleared_and_keeps_its_memory()
    {
        for (var i = 0; i < 100; i++)
            Fill(_buffer, i);
        _buffer.Clear();
        Assert.Equal((0, 0, 0, 0), (_buffer.Effects.Length, _buffer.Packets.Length, _buffer.StructureEvents.Length, _buffer.Zones.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Fill(_buffer, i);
        _buffer.Clear();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Fill(_buffer, 5);
        Assert.Equal(0, _buffer.Effects[0].Slot);
    }

    [Fact]
    public void Lets_go_of_payloads_when_it_is_cleared()
    {
        var payload = AddPayload();
        _buffer.Clear();
        GC.Collect();
        Assert.False(payload.IsAlive);
        Assert.Equal(0, _buffer.Effects.Length);
    }

    // A method of its own: no local of the test keeps the payload alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AddPayload()
    {
        var payload = new Alert("code", "message");
        _buffer.Add(EffectKind.Alert, First, payload);
        return new WeakReference(payload);
    }

    private static void Fill(EffectBuffer buffer, int number)
    {
        var id = new InstrumentId(number);
        buffer.AddPacket(id, new Packet { Index = number }, new Money(7));
        buffer.AddStructureEvent(id, new StructureEvent { Packet = number, Kind = StructureEventKind.ZoneCreated });
        buffer.AddZone(id, new Zone { Id = number });
        buffer.Add(EffectKind.SegmentBroken, id, null);
    }
}
