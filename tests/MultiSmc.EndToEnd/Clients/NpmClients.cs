using System.ComponentModel;
using System.Diagnostics;
using MultiSmc.EndToEnd.Clients;
using MultiSmc.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(NpmClients))]

namespace MultiSmc.EndToEnd.Clients;

/// <summary>
/// The clients written by others, as npm packages in artifacts/clients, put there once for each lock file. Where npm or its registry is not to be had,
/// the tests that need them are skipped, loudly.
/// </summary>
public sealed class NpmClients : IDisposable
{
    private const string Done = ".installed";

    private static readonly TimeSpan InstallMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RoundMax = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _folder;
    private string? _missing;

    /// <summary>Runs a script and gives back what it printed.</summary>
    /// <param name="script">In the folder scripts.</param>
    /// <param name="place">The exchange's addresses and a key, as JSON.</param>
    internal async Task<Outcome> RunAsync(string script, string place)
    {
        var folder = await InstalledAsync();
        Assert.SkipWhen(folder is null, $"the npm clients are not there, so nothing independent looked at the exchange: {_missing}");
        return await StartAsync(folder!, "node", [script], RoundMax, ("EXCHANGE_PLACE", place));
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<string?> InstalledAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_folder is null && _missing is null)
                await InstallAsync();
            return _folder;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task InstallAsync()
    {
        var scripts = Checkout.PathOf("tests/MultiSmc.EndToEnd/Clients/scripts");
        var folder = Checkout.PathOf(Path.Combine("artifacts", "clients", Workspace.Sha256(Path.Combine(scripts, "package-lock.json"))[..16]));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(scripts))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        if (!File.Exists(Path.Combine(folder, Done)))
        {
            try
            {
                var install = await StartAsync(folder, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], InstallMax);
                if (install.Code != 0)
                    _missing = $"npm ci ended with {install.Code}: {install.Error.Trim()}";
            }
            catch (Exception e) when (e is Win32Exception or OperationCanceledException)
            {
                _missing = $"npm could not be run: {e.Message}";
            }

            if (_missing is not null)
                return;
            await File.WriteAllTextAsync(Path.Combine(folder, Done), "", TestContext.Current.CancellationToken);
        }

        _folder = folder;
    }

    private static async Task<Outcome> StartAsync(string folder, string program, string[] args, TimeSpan most, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(most);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
