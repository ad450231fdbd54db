using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Keys;

/// <summary>Keys come from the environment or from a file that is its owner's alone.</summary>
public sealed class KeyFiles
{
    private const string Hidden = "hidden-secret-0123456789";

    [Fact]
    public void A_file_of_the_owner_alone_is_read()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "key");
        ApiKeyFile.Write(path, new Secret("the-api-key-123"), new Secret(Hidden));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.True(ApiKeyFile.TryRead(path, out var key, out _));
        Assert.Equal(("the-api-key-123", KeyKind.Hmac, "the-***"), (key.Name.Reveal(), key.Signer.Kind, key.ToString()));
        Assert.Equal(RequestSigner.FromSecret(new Secret(Hidden)).Sign("x"), key.Signer.Sign("x"));
    }

    [Fact]
    public void A_private_key_takes_the_other_lines()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "key");
        const string pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n";
        ApiKeyFile.Write(path, new Secret("k"), new Secret(pem));
        Assert.True(ApiKeyFile.TryRead(path, out var key, out _));
        Assert.Equal((KeyKind.Ed25519, "***"), (key.Signer.Kind, key.ToString()));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_use_is_refused(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "key");
        ApiKeyFile.Write(path, new Secret("k"), new Secret(Hidden));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        Assert.False(ApiKeyFile.TryRead(path, out _, out var fault));
        Assert.Contains("chmod 600", fault, StringComparison.Ordinal);
        Assert.Contains(others.ToString(), fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("only-one-line")]
    [InlineData("key with blanks\n" + Hidden)]
    [InlineData("key\n-----BEGIN PRIVATE KEY-----\n" + Hidden + "\n-----END PRIVATE KEY-----")]
    [InlineData("key\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Hidden + "\n-----END ENCRYPTED PRIVATE KEY-----")]
    public void A_file_that_is_no_key_says_why_without_its_content(string text)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "key");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.False(ApiKeyFile.TryRead(path, out _, out var fault));
        Assert.StartsWith(path, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_variable_is_named()
    {
        Assert.False(ApiKeyFile.TryRead("/nowhere/key", out _, out var fault));
        Assert.Contains("there is no such file", fault, StringComparison.Ordinal);
        Assert.False(ApiKeyFile.TryFromEnvironment("MULTISMC_NO_SUCH_KEY", "MULTISMC_NO_SUCH_SECRET", out _, out fault));
        Assert.Contains("MULTISMC_NO_SUCH_KEY", fault, StringComparison.Ordinal);
    }
}
