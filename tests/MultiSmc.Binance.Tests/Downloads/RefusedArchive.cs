using System.Text;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Downloads;

/// <summary>What came whole and is not what it should be.</summary>
public sealed class RefusedArchive
{
    private static readonly string s_wrong = new('0', 64);

    private static byte[] Csv => Encoding.UTF8.GetBytes("1,100.00000000,1.00000000,100.00000000,1736035200000000,True,True\n");

    [Fact]
    public async Task Is_loaded_once_more_and_then_put_aside_when_its_checksum_does_not_agree()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.Checksum = name => $"{s_wrong}  {name}\n";

        var refused = Assert.IsType<FileOutcome.Quarantined>(await rig.RunOneDayAsync());

        Assert.Equal(rig.At(DownloadRig.Name + ".quarantine"), refused.Path);
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(rig.At(DownloadRig.Name + ".quarantine")));
        Assert.Contains($"its SHA-256 is {file.Sha256}, but its CHECKSUM says {s_wrong}, twice", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-unverified", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2 * file.Bytes.Length, rig.Server.Sent);
        Assert.False(File.Exists(rig.At(DownloadRig.Name)));
        Assert.Empty(rig.Taken);
        rig.AssertTidy();
    }

    [Fact]
    public async Task Is_not_loaded_again_before_the_exchange_has_mended_it()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        var right = file.Checksum;
        file.Checksum = name => $"{s_wrong}  {name}\n";
        await rig.RunOneDayAsync();
        var sent = rig.Server.Sent;

        Assert.IsType<FileOutcome.Quarantined>(await rig.RunOneDayAsync());
        Assert.Equal(sent, rig.Server.Sent);

        file.Checksum = right;
        Assert.True(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsVerified);
        Assert.False(File.Exists(rig.At(DownloadRig.Name + ".quarantine")));
    }

    [Fact]
    public async Task Is_used_on_the_users_word_and_says_so()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.Checksum = name => $"{s_wrong}  {name}\n";
        await rig.RunOneDayAsync();
        var sent = rig.Server.Sent;
        rig.Options = new DownloadOptions { Retry = DownloadRig.Retry, AcceptsUnverified = true };

        var ready = Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync());

        Assert.False(ready.Result.IsVerified);
        Assert.Equal(sent, rig.Server.Sent);
        Assert.False(File.Exists(rig.At(DownloadRig.Name + ".CHECKSUM")));
        Assert.Contains("\"Accepted\"", await File.ReadAllTextAsync(rig.At("manifest.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<html>please log in</html>")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000  ETHUSDT-trades-2025-01-05.zip")]
    public async Task Is_not_even_loaded_without_a_checksum_of_its_own(string? checksum)
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay().Checksum = _ => checksum;

        var refused = Assert.IsType<FileOutcome.Quarantined>(await rig.RunOneDayAsync());
        Assert.Null(refused.Path);
        Assert.Equal(0, rig.Server.Sent);

        rig.Options = new DownloadOptions { Retry = DownloadRig.Retry, AcceptsUnverified = true };
        Assert.False(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsVerified);
    }

    public static TheoryData<string, string> Members => new()
    {
        { "../BTCUSDT-trades-2025-01-05.csv", "points outside of the archive" },
        { "/etc/BTCUSDT-trades-2025-01-05.csv", "points outside of the archive" },
        { "C:\\BTCUSDT-trades-2025-01-05.csv", "points outside of the archive" },
        { "a/..\\..\\BTCUSDT-trades-2025-01-05.csv", "points outside of the archive" },
        { "ETHUSDT-trades-2025-01-05.csv", "another file than the zip's name says" },
        { "sub/BTCUSDT-trades-2025-01-05.csv", "not BTCUSDT-trades-2025-01-05.csv alone" },
        { "BTCUSDT-trades-2025-01-05.exe", "no CSV member" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Is_put_aside_when_its_member_has_a_name_it_should_not_have(string member, string reason) =>
        await AssertRefusedAsync(SyntheticZip.Of((member, Csv)), reason);

    [Fact]
    public async Task Is_put_aside_when_it_holds_more_than_one_member() =>
        await AssertRefusedAsync(SyntheticZip.Of(("BTCUSDT-trades-2025-01-05.csv", Csv), ("readme.txt", Csv)), "readme.txt, not BTCUSDT-trades-2025-01-05.csv alone");

    [Fact]
    public async Task Is_put_aside_when_it_is_no_zip() => await AssertRefusedAsync(Encoding.UTF8.GetBytes("<html>not found</html>"), "it has no directory at its end");

    [Fact]
    public async Task Is_put_aside_when_it_unpacks_to_too_much() =>
        await AssertRefusedAsync(SyntheticZip.Of(("BTCUSDT-trades-2025-01-05.csv", new byte[40 << 20])), "more than 100 to 1: no table of trades does");

    // The directory says 100 bytes; the member holds 40 MiB.
    [Fact]
    public void Is_not_read_beyond_the_size_it_declares()
    {
        using var folder = new TempFolder();
        var zip = SyntheticZip.Of(("BTCUSDT-trades-2025-01-05.csv", new byte[40 << 20]));
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), 100);
        var path = folder.Write("BTCUSDT-trades-2025-01-05.zip", zip);

        Assert.Throws<DataFileException>(() =>
        {
            using var reader = TapeFile.OpenArchive(path, TapeOptions.Default);
            var buffer = new Core.TradeTick[100];
            while (reader.Read(buffer.AsSpan()) > 0)
            {
            }
        });
    }

    private static async Task AssertRefusedAsync(byte[] zip, string reason)
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Publish(DownloadRig.Name, zip);
        rig.Options = new DownloadOptions { Retry = DownloadRig.Retry, AcceptsUnverified = true };

        var refused = Assert.IsType<FileOutcome.Quarantined>(await rig.RunOneDayAsync());
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(rig.At(DownloadRig.Name)));

        var sent = rig.Server.Sent;
        Assert.IsType<FileOutcome.Quarantined>(await rig.RunOneDayAsync());
        Assert.Equal(sent, rig.Server.Sent);
        rig.AssertTidy();
    }
}
