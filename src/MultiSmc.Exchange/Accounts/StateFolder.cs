using System.Security.Cryptography;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>
/// Where a running exchange leaves what its users need: keys, the admin token, its addresses. Files with secrets are their owner's alone.
/// </summary>
public sealed class StateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int TokenBytes = 24;
    private const int KeyBytes = 32;

    /// <param name="path">The folder; made where it is missing.</param>
    /// <exception cref="IOException">It can't be made.</exception>
    public StateFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes an Ed25519 key and writes it: the first line is the API key, the rest the private key in PEM.</summary>
    /// <param name="name">The file is NAME.key.</param>
    /// <param name="rights">What it may do.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public KeyOptions NewKey(string name, KeyRights rights)
    {
        var pair = Ed25519KeyPair.Generate();
        var text = RandomText(KeyBytes);
        WriteSecret(name + ".key", text + "\n" + pair.PrivatePem.Reveal().Trim() + "\n");
        return new KeyOptions(text, SignatureVerifier.FromPem(pair.PublicPem), rights);
    }

    /// <summary>Makes an admin token and writes it to admin.token.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public Secret NewAdminToken()
    {
        var token = RandomText(TokenBytes);
        WriteSecret("admin.token", token + "\n");
        return new Secret(token);
    }

    /// <summary>Writes a file that anybody may read.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Write(string name, byte[] content) => File.WriteAllBytes(System.IO.Path.Combine(Path, name), content);

    private static string RandomText(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private void WriteSecret(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(content);
        File.Move(draft, path, overwrite: true);
    }
}
