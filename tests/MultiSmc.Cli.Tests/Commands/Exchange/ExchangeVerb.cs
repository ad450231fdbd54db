using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Cli.Commands;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary><c>multismc exchange</c>: it starts, leaves what its users need, serves, and ends when it is told to.</summary>
public sealed class ExchangeVerb
{
    [Fact]
    public async Task Serves_the_standard_account_until_it_is_interrupted()
    {
        using var folder = new TemporaryFolder();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var error = new LineSignal("running");
        using var output = new StringWriter();
        var console = new CommandConsole(output, error, isErrorTerminal: false, hasColour: false);
        var context = new CommandContext(console, static () => new Dictionary<string, string>());
        var running = new Application(context, Verbs.All).RunAsync(["exchange", "--state", folder.Path, "--json"], interrupt.Token);
        await Task.WhenAny(error.Seen, running);
        Assert.True(error.Seen.IsCompleted, error.ToString());

        var place = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(place.GetProperty("rest").GetString(), JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "exchange.json"))).RootElement.GetProperty("rest").GetString());
        using var http = new HttpClient { BaseAddress = new Uri(place.GetProperty("rest").GetString() ?? "") };
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "demo.key"), TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Add("X-MBX-APIKEY", lines[0]);
        var signer = RequestSigner.FromPem(new Secret(string.Join('\n', lines[1..])));
        var query = signer.SignQuery(new ParameterList().Add("timestamp", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        var account = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v3/account?" + query, UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("100000.00000000", Assert.Single(account.GetProperty("balances").EnumerateArray()).GetProperty("free").GetString());
        var quote = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v3/ticker/bookTicker?symbol=BTCUSDT", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.NotEqual("0.00000000", quote.GetProperty("bidPrice").GetString());
        foreach (var file in new[] { "demo.key", "admin.token" })
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, file)));
        }

        await interrupt.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Theory]
    [InlineData(2, "--tape 'BTCUSDT' is not SYMBOL=FILE, or names a symbol twice", "--tape", "BTCUSDT")]
    [InlineData(2, "BTCUSDT is named twice", "BTCUSDT", "btcusdt")]
    [InlineData(3, "two accounts", "--accounts", "accounts.json")]
    public async Task Refuses_what_it_cannot_do(int code, string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        folder.Write("accounts.json", """{"accounts":[{"name":"two accounts"}]}""");
        using var application = new ApplicationUnderTest();
        var placed = args.Select(arg => arg == "accounts.json" ? Path.Combine(folder.Path, arg) : arg).ToArray();
        Assert.Equal(code, await application.RunAsync(TestContext.Current.CancellationToken, ["exchange", "--state", folder.Path, .. placed]));
        Assert.Contains(message, application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_port_is_taken()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var application = new ApplicationUnderTest();
        Assert.Equal(5, await application.RunAsync(
            TestContext.Current.CancellationToken, "exchange", "--state", folder.Path, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains($"port {port} can't be opened", application.Error, StringComparison.Ordinal);
    }

    /// <summary>A writer that says when a line with a word in it was written.</summary>
    private sealed class LineSignal(string word) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true)
                _seen.TrySetResult();
        }
    }
}
