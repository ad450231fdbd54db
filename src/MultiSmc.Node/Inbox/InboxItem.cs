using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>What reached the node: a market event, or a venue's word.</summary>
/// <param name="Market">The event, where there is no word.</param>
/// <param name="Venue">The word; null for a market event.</param>
/// <param name="ReceivedTicks">The clock's ticks (<see cref="TimeProvider.GetTimestamp"/>) when it came.</param>
internal readonly record struct InboxItem(MarketEvent Market, VenueEvent? Venue, long ReceivedTicks);

/// <summary>Something that wants an answer from the kernel's thread.</summary>
internal abstract class InboxCall
{
    /// <summary>The node ended before it could answer.</summary>
    public abstract void Abandon();
}

/// <summary>A person's command on its way to the kernel.</summary>
internal sealed class CommandCall(OperatorCommand command) : InboxCall
{
    private readonly TaskCompletionSource<CommandResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OperatorCommand Command => command;

    public Task<CommandResult> Answer => _answer.Task;

    public void Complete(CommandResult result) => _answer.TrySetResult(result);

    public override void Abandon() => _answer.TrySetResult(new CommandResult(command.Id, false, "The node has ended."));
}

/// <summary>Somebody wants to know how the node stands.</summary>
internal sealed class StatusCall : InboxCall
{
    private readonly TaskCompletionSource<NodeStatus?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<NodeStatus?> Answer => _answer.Task;

    public void Complete(NodeStatus status) => _answer.TrySetResult(status);

    public override void Abandon() => _answer.TrySetResult(null);
}
