using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>The terminal's server that started this process for a job: it holds our stdin, and when that ends we stop, because it wants so or is gone.</summary>
internal static class JobParent
{
    /// <summary>Whether there is one.</summary>
    public static bool IsThere { get; } = Environment.GetEnvironmentVariable(JobProgress.Variable) == "1";

    /// <summary>Asks the command to stop once stdin ends. The thread goes with the process.</summary>
    public static void Watch(CancellationTokenSource interrupt)
    {
        if (!IsThere)
            return;
        new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            Span<byte> nothing = stackalloc byte[16];
            while (input.Read(nothing) > 0)
            {
                // Nothing is said there: only its end counts.
            }

            try
            {
                interrupt.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The command has ended by itself.
            }
        }) { IsBackground = true, Name = "job parent" }.Start();
    }
}
