using Spectre.Console;

namespace MultiSmc.Cli.Commands;

/// <summary>Draws with Spectre, apart from what does not: a command that shows no progress never loads it.</summary>
internal static class ProgressBar
{
    /// <summary>Runs work under a bar with percentage and remaining time, cleared at the end.</summary>
    public static Task<T> RunAsync<T>(TextWriter error, bool hasColour, string title, Func<IProgress<ProgressStep>, Task<T>> work)
    {
        return Canvas(error, hasColour).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Steps(context.AddTask(Markup.Escape(title), autoStart: true))));
    }

    /// <summary>What bars are drawn on.</summary>
    public static IAnsiConsole Canvas(TextWriter error, bool hasColour) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(error),
        Ansi = AnsiSupport.Yes,
        ColorSystem = hasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
    });

    private sealed class Steps(ProgressTask task) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value)
        {
            task.IsIndeterminate = value.Total <= 0;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
