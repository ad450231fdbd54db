using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>Journals the session of a backtest. Its orders go nowhere, so that nothing waits for the disk: the run can be made again.</summary>
internal sealed class BacktestJournal : IInputJournal, IJournalObserver, IDisposable
{
    private readonly JournalFile _file;
    private readonly SessionJournal _session;
    private Timestamp _last;

    private BacktestJournal(string file, SessionHeader header)
    {
        _file = JournalFile.Open(file, new JournalOptions { IsDurable = false, StallMax = Timeout.InfiniteTimeSpan, BlockAge = TimeSpan.FromDays(1) });
        try
        {
            _session = _file.Start(header, this);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Starts the journal of a plan's run.</summary>
    /// <exception cref="JournalException">The file can't be written, or has that session already.</exception>
    public static BacktestJournal Start(string file, BacktestPlan plan, BacktestConfiguration configuration, CommandContext context) => new(file, new SessionHeader
    {
        Id = plan.Session,
        Kind = "backtest",
        StartedAt = new Timestamp(0), // a backtest has no time of its own; its inputs have the tape's
        KernelVersion = plan.Identity.CodeVersion,
        Instruments = [.. plan.Markets.Select(market => market.Instrument)],
        ConfigurationName = Path.GetFileName(configuration.File),
        Configuration = JournaledConfiguration.Of(configuration, context).Write(),
        ConfigurationHash = configuration.Hash,
    });

    /// <inheritdoc/>
    public void Append(in KernelInput input)
    {
        _last = input.Time;
        _session.Append(in input);
    }

    /// <inheritdoc/>
    public void Record(EffectBuffer effects) => _session.Record(effects);

    /// <summary>Everything is written.</summary>
    public void Complete() => _session.Complete(_last);

    /// <inheritdoc/>
    public void OnDurable(long sequence)
    {
        // nothing waits for it
    }

    /// <inheritdoc/>
    public void OnFailed(JournalFailure failure)
    {
        // the next input throws it
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _file.Dispose();
    }
}
