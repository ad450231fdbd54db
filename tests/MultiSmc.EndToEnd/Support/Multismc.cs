using System.Diagnostics;
using System.Globalization;

namespace MultiSmc.EndToEnd.Support;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">stdout.</param>
/// <param name="Error">stderr.</param>
internal sealed record Outcome(int Code, string Out, string Error);

/// <summary>
/// The program as a process of its own, with pipes for a terminal. It never outlives its test: what keeps a test waiting for longer than the limit fails it, and
/// is killed by its own handle.
/// </summary>
internal sealed class Multismc : IDisposable
{
    // Of one wait, not of the process's life: a node that is steered by dozens of other processes lives as long as a busy machine needs to start them.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly Process _process;
    private readonly PipeText _out;
    private readonly PipeText _error;

    private Multismc(ProcessStartInfo start, string input)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        _process.StandardInput.Write(input);
        _process.StandardInput.Close();
        (_out, _error) = (new PipeText(_process.StandardOutput), new PipeText(_process.StandardError));
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where it stands.</param>
    /// <param name="args">Its command line.</param>
    public static async Task<Outcome> RunAsync(string folder, params string[] args)
    {
        using var running = Start(folder, args);
        return await running.FinishAsync();
    }

    /// <summary>Runs it to its end with something on stdin.</summary>
    /// <param name="folder">Where it stands.</param>
    /// <param name="input">What is on stdin; in ASCII, few enough for a pipe.</param>
    /// <param name="args">Its command line.</param>
    public static async Task<Outcome> RunWithInputAsync(string folder, string input, params string[] args)
    {
        using var running = Start(folder, [], input, args);
        return await running.FinishAsync();
    }

    /// <summary>Starts it.</summary>
    public static Multismc Start(string folder, params string[] args) => Start(folder, [], "", args);

    /// <summary>Starts it with variables of its own.</summary>
    public static Multismc Start(string folder, (string Name, string Value)[] variables, string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Program, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Whoever runs these tests may have values of their own, or have switched colours off.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MULTISMC__", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var name in (string[])["NO_COLOR", "BINANCE_KEY", "BINANCE_SECRET"])
            start.Environment.Remove(name);
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, ".local"); // locks of accounts
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new Multismc(start, input);
    }

    /// <summary>Waits until a line that begins so comes on stderr.</summary>
    public async Task WaitForErrorLineAsync(string beginning)
    {
        if (await FindAsync(_error, line => line.StartsWith(beginning, StringComparison.Ordinal)) is null)
            Assert.Fail($"it ended without a line that begins with '{beginning}': {_error.SoFar}");
    }

    /// <summary>Waits until a line with this in it comes on stderr, behind those already waited for.</summary>
    public async Task<string> WaitForErrorAsync(string part) => await FindAsync(_error, line => line.Contains(part, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"it ended without '{part}' on stderr: {_error.SoFar}");

    /// <summary>Waits until a line with this in it comes on stdout, behind those already waited for.</summary>
    public async Task<string> WaitForOutAsync(string part) => await FindAsync(_out, line => line.Contains(part, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"it ended without '{part}' on stdout: {_out.SoFar} {_error.SoFar}");

    /// <summary>A JSON object that it writes to stdout and then goes on.</summary>
    public async Task<string> WaitForOutObjectAsync()
    {
        var lines = new List<string>();
        do
        {
            lines.Add(await WaitForOutAsync(""));
        }
        while (lines[^1] != "}");
        return string.Join('\n', lines);
    }

    /// <summary>The next line on stderr; null at its end.</summary>
    public async Task<string?> TryReadErrorLineAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await _error.ReadLineAsync(limit.Token);
    }

    /// <summary>Ends it without a word, as a power cut does (kill -9), and waits until it is gone.</summary>
    /// <returns>False when it had ended before.</returns>
    public async Task<bool> TryKillAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        _process.Kill();
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode != 0;
    }

    /// <summary>Sends it a signal by the shell's own kill, since not every machine has one as a file.</summary>
    /// <param name="signal">INT, which is Ctrl+C, or TERM.</param>
    public async Task SignalAsync(string signal)
    {
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupt(), "these tests run in the background of a shell, where Ctrl+C is ignored from birth");
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {id}"]);
        using var limit = new CancellationTokenSource(Limit);
        await kill.WaitForExitAsync(limit.Token);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> FinishAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return new Outcome(_process.ExitCode, await _out.WholeAsync(limit.Token), await _error.WholeAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"multismc did not end within {Limit}; its stderr so far: {_error.SoFar}");
        }
    }

    private async Task<string?> FindAsync(PipeText text, Func<string, bool> isIt)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await text.FindLineAsync(isIt, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"multismc did not say it within {Limit}: {_out.SoFar} {_error.SoFar}");
        }
    }

    // Nobody can take that back for a child; where there is no /proc, nobody can see it either.
    private bool IgnoresInterrupt()
    {
        const ulong interruptBit = 1UL << (2 - 1);
        const string mask = "SigIgn:";
        var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status");
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(static line => line.StartsWith(mask, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(mask.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & interruptBit) != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
