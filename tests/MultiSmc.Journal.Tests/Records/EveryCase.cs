using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Journal.Tests.Records;

/// <summary>
/// Whatever the kernel may be told or may say can be journaled: the cases are found by reflection, so that one that is added to the engine tomorrow and
/// can't be written fails here.
/// </summary>
public sealed class EveryCase
{
    private static readonly RecordSchema Schema = RecordSchema.Of([typeof(StrategyTrace)]);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var set in (Type[])[typeof(VenueEvent), typeof(VenueRequest), typeof(OperatorCommand), typeof(StrategyTrace)])
            {
                foreach (var nested in set.GetNestedTypes().Where(each => each.IsSubclassOf(set)))
                    cases.Add(set == typeof(StrategyTrace) ? RecordSchema.TraceRoot : set.Name, nested.AssemblyQualifiedName!);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Comes_back_as_it_was(string set, string name)
    {
        var type = Type.GetType(name, throwOnError: true)!;
        for (var seed = 0UL; seed < 40; seed++)
        {
            var value = new Samples(seed).Of(type);
            var to = new ByteWriter();
            new RecordEncoder(Schema).WriteCase(to, set, value);

            var from = new ByteReader(to.Written);
            var back = new RecordDecoder(RecordSchema.Parse(Schema.Text), Schema.Types).ReadCase(ref from, set);

            Assert.Equal(0, from.Remaining);
            Assert.True(Samples.Difference(value, back) is null, $"seed {seed}: {Samples.Difference(value, back)}");
        }
    }

    [Theory]
    [InlineData(typeof(VenueEvent))]
    [InlineData(typeof(VenueRequest))]
    [InlineData(typeof(OperatorCommand))]
    [InlineData(typeof(StrategyTrace))]
    public void Sets_are_closed(Type set)
    {
        Assert.All(set.GetNestedTypes().Where(each => each.IsSubclassOf(set)), each => Assert.True(each.IsSealed, $"{each} is not sealed"));
        Assert.All(set.GetConstructors(), constructor => Assert.True(constructor.IsPrivate));
    }

    [Fact]
    public void Every_kind_of_effect_is_written_and_read()
    {
        foreach (var kind in Enum.GetValues<EffectKind>())
        {
            var session = new RandomSession(5);
            var samples = new Samples(7);
            var effects = new EffectBuffer();
            var id = new InstrumentId(1);
            switch (kind)
            {
                case EffectKind.PacketClosed:
                    effects.AddPacket(id, session.NextPacket(), new Money(3));
                    break;
                case EffectKind.Structure:
                    effects.AddStructureEvent(id, session.NextStructureEvent());
                    break;
                case EffectKind.ZoneChanged:
                    effects.AddZone(id, session.NextZone());
                    break;
                default:
                    effects.Add(kind, id, PayloadOf(kind, samples));
                    break;
            }

            var to = new ByteWriter();
            var coder = new EffectCoder(new RecordEncoder(Schema));
            coder.Write(to, effects);
            var back = Assert.Single(BlockReader.EffectsOf(to.Written, new RecordDecoder(Schema.Entries, Schema.Types)));
            Assert.Equal((kind, id), (back.Kind, back.Instrument));
            Assert.Null(Samples.Difference(effects.Effects[0].Payload, back.Payload));
            var again = new ByteWriter();
            coder.Write(again, [back]);
            Assert.Equal(to.Written.ToArray(), again.Written.ToArray());
        }
    }

    // A kind that is added to the engine and has no payload type here is refused by Write, and so by the test above.
    private static object? PayloadOf(EffectKind kind, Samples samples) => kind switch
    {
        EffectKind.Submit => samples.Of(typeof(VenueRequest)),
        EffectKind.SetTimer => samples.Of(typeof(TimerRequest)),
        EffectKind.Filled => samples.Of(typeof(Fill)),
        EffectKind.Trace => samples.Of(typeof(StrategyTrace)),
        EffectKind.Alert => samples.Of(typeof(Alert)),
        EffectKind.CommandResult => samples.Of(typeof(CommandResult)),
        EffectKind.EntryLockChanged => samples.Of(typeof(EntryLockChange)),
        _ => null,
    };
}
