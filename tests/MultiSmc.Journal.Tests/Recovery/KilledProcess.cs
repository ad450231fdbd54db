using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Journal.Tests.Recovery;

/// <summary>kill -9 of a process that journals as fast as it can.</summary>
public sealed class KilledProcess
{
    /// <summary>MULTISMC_KILLS asks for more than the few that every run makes.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MULTISMC_KILLS"), CultureInfo.InvariantCulture, out var asked) ? asked : 4;

    [Fact]
    public async Task Leaves_a_whole_beginning_with_every_order_that_left_and_can_be_resumed()
    {
        for (var seed = 1UL; seed <= (ulong)Kills; seed++)
        {
            using var folder = new TemporaryFolder();
            var released = await KillAsync(folder.Journal, seed, new SplitMix64(seed).NextBelow(400));

            var left = Drive.AssertPrefix(folder.Journal, seed, released);
            Assert.True(left > 0 || released.Count == 0, $"seed {seed}");
            if (left > 0)
                AssertGoesOn(folder.Journal, seed, left);
        }
    }

    private static void AssertGoesOn(string file, ulong seed, long left)
    {
        var outbox = new Outbox();
        using (var journal = JournalFile.Open(file, new JournalOptions()))
        {
            var gate = new ReleaseGate(outbox, left);
            using var session = journal.Resume(gate);
            Assert.Equal(left, session.LastSequence);
            Drive.Run(session, gate, Drive.After(seed, left), 200);
        }

        Assert.Equal(left + 200, Drive.AssertPrefix(file, seed, [.. Outbox.OrdersIn(outbox.Sent)]));
    }

    private static async Task<List<string>> KillAsync(string file, ulong seed, long afterReleases)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "MultiSmc.Journal.Child.dll"), file, seed.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var released = new List<string>();
        while (released.Count <= afterReleases && await child.StandardOutput.ReadLineAsync() is { } line)
            released.Add($"child-{line[2..]}-1");
        Assert.False(child.HasExited, child.HasExited ? await child.StandardError.ReadToEndAsync() : "");
        child.Kill();
        // What it said before it died counts too.
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("R ", StringComparison.Ordinal))
                released.Add($"child-{line[2..]}-1");
        }

        await child.WaitForExitAsync();
        return released;
    }
}
