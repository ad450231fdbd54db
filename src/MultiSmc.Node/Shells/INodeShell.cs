using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>What drives the kernel: one for each clock. Everything but <see cref="JournalDurable"/> is called on the kernel's thread.</summary>
internal interface INodeShell : IDisposable
{
    /// <summary>The kernel; another one after a snapshot was taken.</summary>
    TradingKernel Kernel { get; }

    /// <summary>Our time.</summary>
    Timestamp Now { get; }

    /// <summary>Where it stands.</summary>
    NodePhase Phase { get; }

    /// <summary>Inputs applied.</summary>
    long Inputs { get; }

    /// <summary>Inputs on the disk. From any thread.</summary>
    long JournalDurable { get; }

    /// <summary>How the connections beside the feed's are.</summary>
    IReadOnlyList<LinkStatus> Links { get; }

    /// <summary>Starts or goes on with a session: recovers, warms up, connects.</summary>
    void Begin();

    /// <summary>How long the thread may sleep when nothing comes.</summary>
    TimeSpan Patience { get; }

    /// <summary>Something came.</summary>
    void On(in InboxItem item);

    /// <summary>A person commands.</summary>
    CommandResult On(OperatorCommand command);

    /// <summary>Nothing waits: what the clock alone brings.</summary>
    void Idle();

    /// <summary>The feed has no more.</summary>
    /// <returns>The session is over; otherwise it goes on without new events.</returns>
    bool OnFeedEnd();

    /// <summary>The node is to stop.</summary>
    void BeginStop();

    /// <summary>Nothing is left to wait for.</summary>
    bool HasStopped { get; }

    /// <summary>The session is put away; it can go on later unless its tape has ended.</summary>
    void End();

    /// <summary>Deciding has stopped for good (the journal failed, a rule of ours is broken): what can still be done for the account is done, without the kernel.</summary>
    /// <returns>What was done, in words.</returns>
    string Abandon();

    /// <summary>The journal is on its reserve: the shell has begun to stop by itself, and has to be ended once it has stopped. Else null.</summary>
    JournalFailure? OutOfRoom => null;
}

/// <summary>Where a node stands.</summary>
public enum NodePhase
{
    /// <summary>Reads its journal.</summary>
    Recovering,

    /// <summary>Takes trades of the past so that packets and structure are there.</summary>
    WarmingUp,

    /// <summary>Waits for its connections.</summary>
    Connecting,

    /// <summary>Trades.</summary>
    Running,

    /// <summary>Takes its entries back.</summary>
    Stopping,

    /// <summary>Has ended.</summary>
    Ended,
}
