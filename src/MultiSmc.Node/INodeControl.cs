using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>A running node, as those who steer it see it: the terminal, the command line. From any thread.</summary>
public interface INodeControl
{
    /// <summary>Hands a command to the kernel; completes when the kernel has carried it out or refused it.</summary>
    Task<CommandResult> ExecuteAsync(OperatorCommand command, CancellationToken cancellation);

    /// <summary>How the node stands now: asked of the kernel's thread. Null once the node has ended before it could answer.</summary>
    Task<NodeStatus?> StatusAsync(CancellationToken cancellation);

    /// <summary>How it stood at most about a second ago, at once; null before the first.</summary>
    NodeStatus? Latest { get; }

    /// <summary>What the node says: events, alerts, orders.</summary>
    NodeLog Log { get; }
}
