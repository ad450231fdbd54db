using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>Passes on what the kernel does and keeps what came of the last command.</summary>
internal sealed class CommandWatch(IKernelObserver next) : IKernelObserver
{
    private CommandResult? _last;

    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        if (input.Kind == InputKind.Command)
        {
            foreach (ref readonly var effect in effects.Effects)
            {
                if (effect is { Kind: EffectKind.CommandResult, Payload: CommandResult result })
                    _last = result;
            }
        }

        next.OnApplied(in input, effects);
    }

    /// <summary>What came of a command that was applied last.</summary>
    public CommandResult ResultOf(OperatorCommand command)
    {
        Invariant.That(_last is not null && _last.CommandId == command.Id, "the kernel answers every command within its input");
        return _last;
    }
}
