using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>A running node, as those who steer it see it: the terminal, the command line.</summary>
public interface INodeControl
{
    /// <summary>Hands a command to the kernel; completes when the kernel has carried it out or refused it. From any thread.</summary>
    Task<CommandResult> ExecuteAsync(OperatorCommand command, CancellationToken cancellation);
}
