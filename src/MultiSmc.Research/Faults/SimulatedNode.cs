using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;

namespace MultiSmc.Research;

/// <summary>
/// A trading node in the fault simulation: a kernel, the journal of its inputs, its timers. It can be killed at any write and comes back by
/// replaying the journal, which must give the same effects to the bit.
/// </summary>
internal sealed class SimulatedNode
{
    private readonly Func<TradingKernel> _create;
    private readonly List<KernelInput> _journal = [];
    private readonly List<ulong> _digests = [];
    private readonly EffectBuffer _effects = new();
    private readonly TimerQueue _timers = new();
    private TradingKernel _kernel;
    private int? _durable;
    private Timestamp _last = new(long.MinValue);

    public SimulatedNode(Func<TradingKernel> create)
    {
        _create = create;
        _kernel = create();
    }

    public TradingKernel Kernel => _kernel;

    public long Inputs => _journal.Count;

    /// <summary>Nothing reaches the disk any more: what waits for it never leaves, and what comes in now is lost with the process.</summary>
    public bool IsDiskFull => _durable is not null;

    /// <summary>Packets that the last input closed; valid until the next one.</summary>
    public ReadOnlySpan<Packet> LastPackets => _effects.Packets;

    public Timestamp NextTimer => _timers.NextDue;

    /// <summary>Our clock: never behind the last input.</summary>
    public Timestamp Clock(Timestamp now) => now > _last ? now : _last;

    public TimerRequest TakeTimer() => _timers.Take();

    /// <summary>Journals an input and applies it.</summary>
    /// <returns>Its effects, valid until the next call.</returns>
    public ReadOnlySpan<Effect> Apply(Timestamp now, Func<long, Timestamp, KernelInput> make)
    {
        _last = Clock(now);
        var input = make(_journal.Count + 1, _last);
        _journal.Add(input);
        _effects.Clear();
        _kernel.Apply(in input, _effects);
        _digests.Add(EffectDigest.Of(_effects));
        SetTimers(_effects);
        return _effects.Effects;
    }

    /// <summary>From now on nothing reaches the disk, nor did the last so many inputs; nobody knows yet.</summary>
    public void FillDisk(int lost) => _durable ??= _journal.Count - lost;

    /// <summary>Starts anew from what the disk has.</summary>
    /// <param name="leaveOut">An input to forget on purpose, or null.</param>
    /// <returns>What differed from the first time, or "".</returns>
    public string Recover(int? leaveOut = null)
    {
        if (_durable is { } durable)
        {
            _journal.RemoveRange(durable, _journal.Count - durable);
            _digests.RemoveRange(durable, _digests.Count - durable);
            _durable = null;
        }

        _kernel = _create();
        var buffer = new EffectBuffer();
        var pending = new List<TimerRequest>();
        for (var i = 0; i < _journal.Count; i++)
        {
            var input = _journal[i];
            if (i == leaveOut)
                input = KernelInput.FromMarket(input.Sequence, input.Time, default);
            buffer.Clear();
            _kernel.Apply(in input, buffer);
            if (EffectDigest.Of(buffer) != _digests[i])
                return string.Create(CultureInfo.InvariantCulture, $"replay differs at input {i + 1} of {_journal.Count} ({input.Kind})");
            if (input.Kind == InputKind.Timer)
                pending.Remove(input.Timer);
            foreach (ref readonly var effect in buffer.Effects)
            {
                if (effect.Kind == EffectKind.SetTimer)
                    pending.Add((TimerRequest)effect.Payload!); // a timer effect always carries its timer
            }
        }

        while (_timers.NextDue != Timestamp.MaxValue)
            _timers.Take();
        foreach (var timer in pending)
            _timers.Add(timer);
        return "";
    }

    private void SetTimers(EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Kind == EffectKind.SetTimer)
                _timers.Add((TimerRequest)effect.Payload!); // a timer effect always carries its timer
        }
    }
}
