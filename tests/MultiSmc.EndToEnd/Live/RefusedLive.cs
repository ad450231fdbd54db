using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>What <c>live</c> does not begin with.</summary>
public sealed class RefusedLive
{
    [Theory]
    [InlineData("environment: live")]
    [InlineData("environment: custom, rest_url: \"https://exchange.invalid/\", api_url: \"wss://exchange.invalid/ws-api/v3\", stream_url: \"wss://exchange.invalid/\"")]
    public async Task Real_money_needs_a_word_before_any_connection(string exchange)
    {
        using var folder = new Workspace();
        folder.Write("config.yaml", $"schema: 1\nsymbols: [{{symbol: LTCUSDT, packets: {{bucket: \"20000\"}}}}]\nexchange: {{{exchange}, key_file: it.key}}\n");
        Assert.Equal(0, (await Multismc.RunWithInputAsync(folder.Path, "key\nsecret\n", "keys", "set")).Code);
        // Everything that would leave this machine goes here instead.
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var way = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
        (string, string)[] variables = [("HTTPS_PROXY", way), ("HTTP_PROXY", way), ("ALL_PROXY", way), ("NO_PROXY", "")];

        using (var silent = Multismc.Start(folder.Path, variables, "", "live", "--no-terminal"))
        {
            var refused = await silent.FinishAsync();
            Assert.Equal((2, ""), (refused.Code, refused.Out));
            Assert.Contains("trades real money: say --i-understand-real-money", refused.Error, StringComparison.Ordinal);
        }

        Assert.False(proxy.Pending());
        Assert.False(Directory.Exists(folder.PathOf("state")));

        // The word said, it asks the exchange first of all: the way out was watched indeed.
        using var spoken = Multismc.Start(folder.Path, variables, "", "live", "--no-terminal", "--i-understand-real-money");
        using (await proxy.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            Assert.True(await spoken.TryKillAsync());
        Assert.False(File.Exists(folder.PathOf("state/journal.db")));
    }

    [Fact]
    public async Task Without_a_good_key_or_an_exchange_nothing_begins()
    {
        using var place = await LivePlace.StartAsync();
        place.Configure();

        var keyless = await place.Folder.RunAsync("live", "--no-terminal");
        Assert.Equal((3, ""), (keyless.Code, keyless.Out));
        Assert.Contains("multismc keys set", keyless.Error, StringComparison.Ordinal);

        await place.SetKeyAsync(LivePlace.WithdrawingKey);
        var withdrawing = await place.Folder.RunAsync("live", "--no-terminal");
        Assert.Equal((7, ""), (withdrawing.Code, withdrawing.Out));
        Assert.Contains("the key may withdraw", withdrawing.Error, StringComparison.Ordinal);
        Assert.Contains("error: not started: mend what is said above first", withdrawing.Error, StringComparison.Ordinal);

        await place.SetKeyAsync(LivePlace.GoodKey);
        await place.AdminAsync("maintenance", """{"on":true}""");
        var closed = await place.Folder.RunAsync("live", "--no-terminal");
        Assert.Equal((5, ""), (closed.Code, closed.Out));
        Assert.False(File.Exists(place.Folder.PathOf("state/journal.db")));
    }
}
