using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>Which session runs: a new one, or the newest of the journal, which goes on.</summary>
internal sealed class NodeSession : IDisposable
{
    private readonly JournalFile _journal;
    private readonly SessionHeader _header;

    private NodeSession(JournalFile journal, SessionHeader header, bool isResumed, long lastSequence)
    {
        _journal = journal;
        _header = header;
        IsResumed = isResumed;
        LastSequence = lastSequence;
    }

    /// <summary>What the session is.</summary>
    public SessionHeader Header => _header;

    /// <summary>It was there already.</summary>
    public bool IsResumed { get; }

    /// <summary>Its last input on the disk at opening.</summary>
    public long LastSequence { get; }

    /// <summary>What was mended in the journal.</summary>
    public OpeningReport Mended => _journal.Report;

    /// <summary>Opens the journal and chooses.</summary>
    /// <exception cref="NodeException">The newest session is not over and was of another configuration or kind.</exception>
    /// <exception cref="JournalException">The journal can't be opened.</exception>
    public static NodeSession Choose(NodeSetup setup)
    {
        var journal = JournalFile.Open(setup.Folder.Journal, setup.Options.Journal);
        try
        {
            var newest = journal.Newest;
            var isUnfinished = newest is { EndedAt: null, InputsDroppedAt: null };
            if (newest is null || !isUnfinished || setup.Options.StartsAnew)
            {
                var header = setup.Header((newest?.Number ?? 0) + 1);
                return new NodeSession(journal, header, false, 0);
            }

            var asked = setup.Header(newest.Number);
            if (newest.Header.Kind != asked.Kind || newest.Header.ConfigurationHash != asked.ConfigurationHash)
                throw new NodeException(NodeFailureKind.Configuration, Mismatch(setup.Folder.Journal, newest.Header, asked));
            return new NodeSession(journal, newest.Header, true, newest.LastSequence);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The inputs to apply before the session goes on; none for a new one. To be read to the end before <see cref="Open"/>.</summary>
    public IEnumerable<KernelInput> Recover(IKernelSnapshot? snapshot, out long restoredTo)
    {
        restoredTo = 0;
        return IsResumed ? _journal.Recover().Restore(snapshot, _header.KernelVersion, out restoredTo) : [];
    }

    /// <summary>Starts or resumes the session in the journal.</summary>
    public SessionJournal Open(IKernelSnapshot? snapshot, IJournalObserver observer) =>
        IsResumed ? _journal.Resume(observer, snapshot) : _journal.Start(_header, observer, snapshot);

    public void Dispose() => _journal.Dispose();

    private static string Mismatch(string file, SessionHeader newest, SessionHeader asked)
    {
        var what = newest.Kind != asked.Kind ? $"a {newest.Kind} session, not a {asked.Kind} one" : $"run with another configuration ({newest.ConfigurationName}, {Short(newest)}; now {Short(asked)})";
        return $"{file}: session {newest.Id} has not ended and is {what}; start it with its own configuration, or say --new-session to leave it as it is "
            + "(the new session knows nothing of its orders and positions; what protects them on an exchange stands)";
    }

    private static string Short(SessionHeader header) => header.ConfigurationHash.Length > 8 ? header.ConfigurationHash[..8] : header.ConfigurationHash;
}
