using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Node;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// The beginning of a running session, for its terminal: the journal's inputs given to a kernel of its own, beside the node. Only where the node goes on from a
/// snapshot; what follows it the node shows itself.
/// </summary>
internal sealed class JournaledPast(NodeSetup setup, INodeControl node)
{
    private const long MostInputs = 50_000_000; // a minute or two of one core

    /// <summary>See <see cref="Terminal.PastReader"/>.</summary>
    public async Task<string?> ShowAsync(IKernelObserver observer, long before, CancellationToken cancellation)
    {
        if (before > MostInputs)
            return string.Create(CultureInfo.InvariantCulture, $"the session has {before:N0} inputs before this start; at most {MostInputs:N0} are read again");
        if (await node.StatusAsync(cancellation).ConfigureAwait(false) is not { } status)
            return "the node has ended";
        try
        {
            using var replay = JournalReplay.Open(setup.Folder.Journal, status.Session, setup.Options.Journal.TraceTypes);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            replay.Observer = new Part(observer, before, end);
            try
            {
                return replay.Run(setup.Kernel(status.Session), null, end.Token) is ReplayOutcome.Different different
                    ? string.Create(CultureInfo.InvariantCulture, $"this version decides otherwise than the journal from input {different.Sequence} on")
                    : null;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null; // all that was wanted has been shown
            }
        }
        catch (Exception fault) when (fault is JournalException or InvalidDataException or InvariantException)
        {
            return fault.Message;
        }
    }

    private sealed class Part(IKernelObserver inner, long before, CancellationTokenSource end) : IKernelObserver
    {
        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            if (input.Sequence < before)
                inner.OnApplied(in input, effects);
            else
                end.Cancel();
        }
    }
}
