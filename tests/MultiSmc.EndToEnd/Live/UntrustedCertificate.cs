using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>An exchange whose certificate this machine does not trust gets nothing, whatever asks it, and says so in words that help.</summary>
public sealed class UntrustedCertificate
{
    [Theory]
    [InlineData("signed by itself", "doctor")]
    [InlineData("signed by itself", "live")]
    [InlineData("signed by another authority than the one that is trusted", "doctor")]
    [InlineData("signed by another authority than the one that is trusted", "live")]
    public async Task Is_refused_by_exit_code_5_and_a_word_of_what_to_do(string how, string verb)
    {
        using var place = await LivePlace.StartAsync();
        using var signer = TlsDoor.Authorise("made-up authority one");
        using var trusted = TlsDoor.Authorise("made-up authority two");
        await using var door = new TlsDoor(TlsDoor.Certify(how == "signed by itself" ? null : signer), PortOf(place));
        await BehindAsync(place, door);

        var refused = await RunAsync(place, trusted, verb == "live" ? ["live", "--no-terminal"] : ["doctor"]);

        Assert.True(refused.Code == 5, $"{refused.Code}: {refused.Out}{refused.Error}");
        var said = refused.Out + refused.Error;
        foreach (var way in (string[])["rest", "streams", "websocket-api"])
            Assert.Matches($@"failure +{way} +127\.0\.0\.1 cannot be reached by TLS \(The remote certificate (is invalid|was rejected)", said);
        Assert.Contains("this machine does not trust the certificate that was shown: check the address in the configuration and this machine's date", said, StringComparison.Ordinal);
        Assert.DoesNotContain("check the network", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(0, door.Let);
        Assert.False(File.Exists(place.Folder.PathOf("state/journal.db")));
    }

    [Fact]
    public async Task Of_an_authority_that_the_machine_trusts_opens_the_door()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "NOT tested: SSL_CERT_FILE names trusted authorities on Linux alone");
        using var place = await LivePlace.StartAsync();
        using var authority = TlsDoor.Authorise("made-up authority");
        await using var door = new TlsDoor(TlsDoor.Certify(authority), PortOf(place));
        await BehindAsync(place, door);

        var doctor = await RunAsync(place, authority, "doctor");

        Assert.True(doctor.Code == 0, doctor.Out + doctor.Error);
        Assert.True(door.Let >= 3, $"{door.Let} connections");
    }

    private static int PortOf(LivePlace place) => new Uri(place.Address("rest")).Port;

    private static async Task BehindAsync(LivePlace place, TlsDoor door)
    {
        var plain = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{PortOf(place)}");
        place.Configure(change: text => text.Replace("http://" + plain, "https://" + door.Authority, StringComparison.Ordinal)
            .Replace("ws://" + plain, "wss://" + door.Authority, StringComparison.Ordinal));
        await place.SetKeyAsync(LivePlace.GoodKey);
    }

    private static async Task<Outcome> RunAsync(LivePlace place, X509Certificate2 trusted, params string[] args)
    {
        var file = place.Folder.Write("trusted.pem", trusted.ExportCertificatePem());
        using var running = Multismc.Start(place.Folder.Path, [("SSL_CERT_FILE", file), ("SSL_CERT_DIR", place.Folder.PathOf("none"))], "", args);
        return await running.FinishAsync();
    }
}
