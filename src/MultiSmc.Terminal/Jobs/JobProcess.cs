using System.ComponentModel;
using System.Diagnostics;

namespace MultiSmc.Terminal;

/// <summary>How a job's process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Words">The last it said for people: the error where there was one.</param>
internal readonly record struct JobEnd(int Code, string Words);

/// <summary>
/// Runs a job in a process of its own, at low priority: whatever it does to memory or processor, the trading thread is in another one. It ends with
/// its stdin, so that it never outlives the one who started it.
/// </summary>
internal static class JobProcess
{
    private const int MostWords = 400;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs it to its end.</summary>
    /// <param name="host">Whose program.</param>
    /// <param name="arguments">What it shall do.</param>
    /// <param name="onProgress">Told of each step.</param>
    /// <param name="cancellation">Asks it to stop; after some seconds it is ended.</param>
    /// <exception cref="IOException">It can't be started.</exception>
    public static async Task<JobEnd> RunAsync(JobHost host, IReadOnlyList<string> arguments, Action<JobProgress> onProgress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(host.Program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in host.Prefix.Concat(arguments))
            start.ArgumentList.Add(argument);
        // What it works by is in its plan; values meant for the host would be laid over it once more.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MULTISMC__", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment[JobProgress.Variable] = "1";
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new IOException($"{host.Program} can't be started: {failure.Message}", failure);
        }

        Lower(process);
        var words = new LastWords();
        var errors = ReadAsync(process.StandardError, line =>
        {
            if (JobProgress.TryRead(line, out var progress))
                onProgress(progress);
            else
                words.Take(line);
        });
        var output = ReadAsync(process.StandardOutput, static _ => { }); // a full pipe would stop it
        await using (cancellation.UnsafeRegister(static state => ((Process)state!).StandardInput.Close(), process).ConfigureAwait(false))
            await EndAsync(process, cancellation).ConfigureAwait(false);
        await Task.WhenAll(errors, output).ConfigureAwait(false);
        return new JobEnd(process.ExitCode, words.Text);
    }

    private static async Task EndAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException)
        {
            // It was asked to stop and may save what it has.
        }

        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static void Lower(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            // It has ended already, or the system does not let us: it runs as it is.
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            onLine(line);
    }

    private sealed class LastWords
    {
        private string? _error;
        private string _last = "";

        public string Text => _error ?? _last;

        public void Take(string line)
        {
            var text = line.Trim();
            if (text.Length == 0)
                return;
            _last = text[..Math.Min(text.Length, MostWords)];
            if (text.StartsWith("error: ", StringComparison.Ordinal))
                _error ??= _last["error: ".Length..];
        }
    }
}
