using MultiSmc.Binance;
using Spectre.Console;

namespace MultiSmc.Cli.Commands;

/// <summary>Progress for a terminal: a bar for all, with rate and remaining time, and one for each file that is being loaded.</summary>
internal sealed class DownloadBars : ITransferObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);
    private readonly ProgressContext _context;
    private readonly ProgressTask _all;
    private readonly TransferLedger _ledger;

    private DownloadBars(ProgressContext context, TransferLedger ledger)
    {
        (_context, _ledger) = (context, ledger);
        _all = context.AddTask("all", autoStart: true, maxValue: Math.Max(1, ledger.Bytes.All));
    }

    /// <summary>Runs work under bars, cleared at the end.</summary>
    public static Task<T> RunAsync<T>(CommandConsole console, TransferLedger ledger, Func<ITransferObserver, Task<T>> work) =>
        ProgressBar.Canvas(console.Error, console.HasColour).Progress()
            .AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new DownloadBars(context, ledger)));

    /// <inheritdoc/>
    public void OnBytes(string file, long bytes, long? total)
    {
        _ledger.Note(file, bytes);
        lock (_lock)
        {
            if (!_tasks.TryGetValue(file, out var task))
                _tasks[file] = task = _context.AddTask(Markup.Escape(file), autoStart: true);
            task.IsIndeterminate = total is null;
            task.MaxValue = Math.Max(1, total ?? bytes);
            task.Value = bytes;
            task.Description = $"{Markup.Escape(file)} {ByteText.Of(bytes)}";
            ShowAll();
        }
    }

    /// <inheritdoc/>
    public void OnWaiting(string what, string why, TimeSpan wait)
    {
        lock (_lock)
        {
            if (_tasks.TryGetValue(what, out var task))
                task.Description = Markup.Escape(DownloadLines.WaitText(what, why, wait));
        }
    }

    /// <inheritdoc/>
    public void OnDone(FileOutcome outcome)
    {
        _ledger.NoteDone();
        lock (_lock)
        {
            if (_tasks.TryGetValue(outcome.File.Name, out var task))
                task.StopTask();
            ShowAll();
        }
    }

    /// <inheritdoc/>
    public void OnImporting(string file, long done, long total)
    {
        var name = "import " + file;
        lock (_lock)
        {
            if (!_tasks.TryGetValue(name, out var task))
                _tasks[name] = task = _context.AddTask(Markup.Escape(name), autoStart: true);
            (task.MaxValue, task.Value) = (Math.Max(1, total), done);
            if (done >= total)
                task.StopTask();
        }
    }

    private void ShowAll()
    {
        _all.Value = _ledger.Bytes.There;
        _all.Description = Markup.Escape(_ledger.ToString());
    }
}
