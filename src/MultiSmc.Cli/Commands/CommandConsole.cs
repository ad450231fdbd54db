using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultiSmc.Cli.Commands;

/// <summary>Where a command writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
/// <param name="output">stdout.</param>
/// <param name="error">stderr.</param>
/// <param name="isErrorTerminal">Progress is drawn only then.</param>
/// <param name="hasColour">Terminal, and not switched off.</param>
internal sealed class CommandConsole(TextWriter output, TextWriter error, bool isErrorTerminal, bool hasColour)
{
    /// <summary>Results.</summary>
    public TextWriter Out => output;

    /// <summary>Errors, warnings, progress.</summary>
    public TextWriter Error => error;

    /// <summary>Whether stderr is a terminal.</summary>
    public bool IsErrorTerminal => isErrorTerminal;

    /// <summary>Whether a terminal's server started this process for a job: progress goes to stderr as JSON.</summary>
    public bool IsJob { get; init; }

    /// <summary>Whether errors and progress are coloured.</summary>
    public bool HasColour => hasColour;

    /// <summary>The console of this process.</summary>
    public static CommandConsole OfProcess()
    {
        var isTerminal = !Console.IsErrorRedirected;
        var hasColour = WantsColour(isTerminal, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"));
        return new CommandConsole(Console.Out, Console.Error, isTerminal, hasColour) { IsJob = JobParent.IsThere };
    }

    /// <summary>Colours are for terminals that have them and for users who did not switch them off (no-color.org: set and not empty).</summary>
    internal static bool WantsColour(bool isTerminal, string? noColor, string? term) =>
        isTerminal && string.IsNullOrEmpty(noColor) && term != "dumb";

    /// <summary>"error: ..." on stderr.</summary>
    public void WriteError(string message) => WriteMarked("error", "\e[31m", message);

    /// <summary>"warning: ..." on stderr.</summary>
    public void WriteWarning(string message) => WriteMarked("warning", "\e[33m", message);

    /// <summary>Writes one JSON object to stdout.</summary>
    /// <param name="schema">Its first property, like <c>multismc.config.check/1</c>.</param>
    /// <param name="write">Adds the others.</param>
    public void WriteJson(string schema, Action<Utf8JsonWriter> write) => WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", schema);
        write(json);
        json.WriteEndObject();
    });

    /// <summary>Writes one JSON value to stdout.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        // Goes to a terminal or a file, never into HTML: quotes and letters of other alphabets stay as they are.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
            write(json);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Runs work under a progress bar on stderr, or as lines of JSON where it is a job; otherwise it just runs.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Reports how far it is.</param>
    public Task<T> WithProgressAsync<T>(string title, Func<IProgress<ProgressStep>, Task<T>> work) =>
        isErrorTerminal ? ProgressBar.RunAsync(error, hasColour, title, work) : work(IsJob ? new JobLines(error, title, TimeProvider.System) : NoProgress.Instance);

    private void WriteMarked(string mark, string colour, string message) =>
        error.WriteLine(hasColour ? $"{colour}{mark}:\e[0m {message}" : $"{mark}: {message}");

    private sealed class NoProgress : IProgress<ProgressStep>
    {
        public static NoProgress Instance { get; } = new();

        public void Report(ProgressStep value)
        {
        }
    }
}

/// <summary>How far a piece of work is.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 when it is not known.</param>
internal readonly record struct ProgressStep(long Done, long Total);
