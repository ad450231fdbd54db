using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MultiSmc.EndToEnd.Support;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">stdout.</param>
/// <param name="Error">stderr.</param>
internal sealed record Outcome(int Code, string Out, string Error);

/// <summary>
/// The program as a process of its own, with pipes for a terminal. It never outlives its test: what takes longer than the limit is killed, by its
/// own handle.
/// </summary>
internal sealed class Multismc : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly StringBuilder _error = new();
    private readonly Process _process;
    private readonly Task<string> _out;

    private Multismc(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        _process.StandardInput.Close();
        _out = _process.StandardOutput.ReadToEndAsync(_limit.Token);
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where it stands.</param>
    /// <param name="args">Its command line.</param>
    public static async Task<Outcome> RunAsync(string folder, params string[] args)
    {
        using var running = Start(folder, args);
        return await running.FinishAsync();
    }

    /// <summary>Starts it.</summary>
    public static Multismc Start(string folder, params string[] args)
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
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm-256color";
        return new Multismc(start);
    }

    /// <summary>Waits until a line that begins so comes on stderr.</summary>
    public async Task WaitForErrorLineAsync(string beginning)
    {
        while (await _process.StandardError.ReadLineAsync(_limit.Token) is { } line)
        {
            _error.Append(line).Append('\n');
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"it ended without a line that begins with '{beginning}': {_error}");
    }

    /// <summary>The next line on stderr; null at its end.</summary>
    public async Task<string?> TryReadErrorLineAsync()
    {
        var line = await _process.StandardError.ReadLineAsync(_limit.Token);
        _error.Append(line).Append('\n');
        return line;
    }

    /// <summary>Ends it without a word, as a power cut does (kill -9), and waits until it is gone.</summary>
    /// <returns>False when it had ended before.</returns>
    public async Task<bool> TryKillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode != 0;
    }

    /// <summary>Sends it a signal by the shell's own kill, since not every machine has one as a file.</summary>
    /// <param name="signal">INT, which is Ctrl+C, or TERM.</param>
    public async Task SignalAsync(string signal)
    {
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupt(), "these tests run in the background of a shell, where Ctrl+C is ignored from birth");
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {id}"]);
        await kill.WaitForExitAsync(_limit.Token);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> FinishAsync()
    {
        try
        {
            _error.Append(await _process.StandardError.ReadToEndAsync(_limit.Token));
            await _process.WaitForExitAsync(_limit.Token);
            return new Outcome(_process.ExitCode, await _out, _error.ToString());
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"multismc did not end within {Limit}; its stderr so far: {_error}");
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
        _limit.Dispose();
    }
}
