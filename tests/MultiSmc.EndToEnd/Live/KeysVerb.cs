using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>A key on its way from stdin into its file.</summary>
public sealed class KeysVerb
{
    private const string Key = "some-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Secret = "some-secret-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Is_written_for_its_owner_alone_and_never_shown()
    {
        using var folder = Configured();

        var set = await Multismc.RunWithInputAsync(folder.Path, $"{Key}\r\n{Secret}\r\n", "keys", "set");

        Assert.True(set.Code == 0, set.Error);
        Assert.Equal($"{Key}\n{Secret}\n", await File.ReadAllTextAsync(folder.PathOf("keys/it.key"), TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder.PathOf("keys/it.key")));
        Assert.Contains("key some***, readable by its owner alone", set.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, set.Out + set.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, set.Out + set.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "there is nothing")]
    [InlineData("one-line-only\n", "one line only")]
    [InlineData("a key with blanks\nsecret\n", "characters that no key has")]
    [InlineData("key\n-----BEGIN PRIVATE KEY-----\nrubbish\n-----END PRIVATE KEY-----\n", "stdin: ")]
    public async Task That_is_none_is_refused_and_costs_nothing(string input, string said)
    {
        using var folder = Configured();
        await Multismc.RunWithInputAsync(folder.Path, $"{Key}\n{Secret}\n", "keys", "set");

        var set = await Multismc.RunWithInputAsync(folder.Path, input, "keys", "set");

        Assert.Equal((2, ""), (set.Code, set.Out));
        Assert.Contains("error: stdin: ", set.Error, StringComparison.Ordinal);
        Assert.Contains(said, set.Error, StringComparison.Ordinal);
        Assert.Equal(["it.key"], Directory.EnumerateFiles(folder.PathOf("keys")).Select(Path.GetFileName));
        Assert.Equal($"{Key}\n{Secret}\n", await File.ReadAllTextAsync(folder.PathOf("keys/it.key"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task That_others_can_read_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no modes there");
        using var folder = Configured();
        await Multismc.RunWithInputAsync(folder.Path, $"{Key}\n{Secret}\n", "keys", "set");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.PathOf("keys/it.key"), OwnerOnly | UnixFileMode.GroupRead);

        var doctor = await folder.RunAsync("doctor", "--offline");
        var live = await folder.RunAsync("live");

        Assert.Equal(7, doctor.Code);
        Assert.Contains("failure  key", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("chmod 600", doctor.Out, StringComparison.Ordinal);
        Assert.Equal(3, live.Code);
        Assert.Contains("chmod 600", live.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("state/journal.db")));

        await Multismc.RunWithInputAsync(folder.Path, $"{Key}\n{Secret}\n", "keys", "set");
        Assert.Equal(0, (await folder.RunAsync("doctor", "--offline")).Code);
    }

    private static Workspace Configured()
    {
        var folder = new Workspace();
        folder.Write("config.yaml", "schema: 1\nsymbols: [{symbol: LTCUSDT, packets: {bucket: \"20000\"}}]\nexchange: {environment: testnet, key_file: keys/it.key}\n");
        return folder;
    }
}
