using System.Buffers;
using CsCheck;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Engine.Tests;

/// <summary>A kernel's state is saved between two inputs and taken by a fresh kernel, which goes on as if nothing had happened.</summary>
public sealed class SavedState
{
    private const string Identity = "test 1";
    private const int Symbols = 3;
    private const int HeadBytes = 16; // magic, length, checksum

    [Fact]
    public void A_restored_kernel_does_what_the_saved_one_would_have_done() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 1_500]).Sample(
            (seed, cut) =>
            {
                var source = new RandomInputs(seed, Symbols);
                var kernel = Busy();
                Play(source, cut, kernel);
                var restored = Load(Save(kernel), Busy());
                Assert.Equal(kernel.LastSequence, restored.LastSequence);
                Play(source, 600, kernel, restored);
            },
            iter: 60);

    [Fact]
    public void Many_cuts_in_a_row_change_nothing() =>
        Gen.ULong.Sample(
            seed =>
            {
                var source = new RandomInputs(seed, Symbols);
                var (kernel, restored) = (Busy(), Busy());
                for (var cut = 0; cut < 40; cut++)
                {
                    Play(source, 25, kernel, restored);
                    restored = Load(Save(restored), Busy());
                }
            },
            iter: 15);

    [Fact]
    public void Saving_changes_nothing_and_a_restored_kernel_saves_the_same_bytes()
    {
        var kernel = Busy();
        Play(new RandomInputs(7, Symbols), 2_000, kernel);
        var saved = Save(kernel);
        Assert.Equal(saved, Save(kernel));
        Assert.Equal(saved, Save(Load(saved, Busy())));
    }

    [Fact]
    public void A_cut_off_state_is_refused_at_every_length()
    {
        var saved = Saved();
        for (var length = 0; length < saved.Length; length += length < 64 ? 1 : 37)
            Refused(saved.AsSpan(0, length).ToArray());
        Refused([.. saved, 0]);
    }

    [Fact]
    public void A_flipped_bit_is_refused_wherever_it_is() =>
        Gen.Int[0, Saved().Length * 8 - 1].Sample(
            bit =>
            {
                var damaged = Saved();
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                Refused(damaged);
            },
            iter: 400);

    [Fact]
    public void A_body_that_does_not_hold_together_is_refused_although_its_checksum_fits() =>
        Gen.Select(Gen.Int[HeadBytes, Saved().Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var forged = Saved();
                forged[at] = value;
                BitConverter.TryWriteBytes(forged.AsSpan(12), Checksum.Compute(forged.AsSpan(HeadBytes)));
                try
                {
                    Load(forged, Busy()); // another number in place of one is a state like any other
                }
                catch (StateException)
                {
                    // nothing but this is ever thrown
                }
            },
            iter: 2_000);

    [Fact]
    public void A_kernel_that_could_not_take_a_state_is_not_used()
    {
        var other = Busy(session: "other");
        var fault = Assert.Throws<StateException>(() => Load(Saved(), other));
        Assert.Contains("another session: 'laws', here 'other'", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvariantException>(() => Play(new RandomInputs(1, Symbols), 1, other));
        Assert.Throws<InvariantException>(() => Save(other));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("limits")]
    [InlineData("instrument")]
    [InlineData("packet parameters")]
    [InlineData("number of markets")]
    public void A_state_of_something_else_is_refused_by_name(string what)
    {
        var kernel = what switch
        {
            "limits" => Busy(limits: new RiskLimits()),
            "instrument" => Busy(change: setup => setup with { Instrument = setup.Instrument with { TickSize = Given.Price("0.1") } }),
            "packet parameters" => Busy(change: setup => setup with { Packets = setup.Packets with { Bucket = 7 } }),
            "number of markets" => Busy(symbols: 2),
            _ => Busy(),
        };
        var fault = Assert.Throws<StateException>(() => Load(Saved(), kernel, what == "identity" ? "test 2" : Identity));
        Assert.Contains($"another {what}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_has_run_takes_no_state()
    {
        var kernel = Busy();
        Play(new RandomInputs(1, Symbols), 1, kernel);
        Assert.Throws<InvariantException>(() => Load(Saved(), kernel));
    }

    private static byte[] Saved()
    {
        var kernel = Busy();
        Play(new RandomInputs(3, Symbols), 900, kernel);
        return Save(kernel);
    }

    private static void Refused(byte[] state) => Assert.Throws<StateException>(() => StateReader.Open(state, Identity));

    private static byte[] Save(TradingKernel kernel)
    {
        var state = new StateWriter(Identity, 16);
        kernel.Save(state);
        var bytes = new ArrayBufferWriter<byte>();
        state.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static TradingKernel Load(byte[] state, TradingKernel fresh, string identity = Identity)
    {
        fresh.Load(StateReader.Open(state, identity));
        return fresh;
    }

    /// <summary>Applies the next inputs to each kernel; they must do the same, and later inputs answer it.</summary>
    private static void Play(RandomInputs source, int count, params TradingKernel[] kernels)
    {
        for (var i = 0; i < count; i++)
        {
            var input = source.Next();
            var outcomes = kernels.Select(kernel =>
            {
                var buffer = new EffectBuffer();
                kernel.Apply(in input, buffer);
                return Outcome.Of(buffer);
            }).ToArray();
            Assert.True(outcomes.All(outcome => outcome.IsSameAs(outcomes[0])), $"input {input.Sequence}");
            source.Note(outcomes[0]);
        }
    }

    private static TradingKernel Busy(string session = "laws", int symbols = Symbols, RiskLimits? limits = null, Func<MarketSetup, MarketSetup>? change = null)
    {
        var instruments = Given.Instruments(symbols);
        var markets = instruments.Select(instrument => new MarketSetup
        {
            Instrument = instrument,
            Packets = Given.TradeByTrade with { Bucket = 200_00000, Anchor = PacketAnchor.UtcDay, SessionGap = Duration.FromSeconds(3_600) },
            Structure = Given.QuickStructure,
            Strategy = context => new BusyStrategy(context, (ulong)context.Instrument.Id.Index),
        });
        return new TradingKernel(
            session,
            [.. markets.Select(change ?? (setup => setup))],
            new Portfolio(instruments, [Given.Holding(Given.Usdt, "10000")], []),
            limits ?? new RiskLimits { MaxPositions = 100, MaxPositionsPerSymbol = 100, MaxExposurePpm = 100_000_000 });
    }
}
