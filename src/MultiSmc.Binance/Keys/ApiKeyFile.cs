using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>
/// Where API keys come from: two environment variables, or a file that only its owner may read. The file's first line is the key; the rest is the
/// secret, or the private key in PEM. No fault repeats any of it.
/// </summary>
public static class ApiKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Largest = 16 * 1024;

    /// <summary>Takes a key from the environment.</summary>
    /// <param name="keyVariable">Variable with the key.</param>
    /// <param name="secretVariable">Variable with the secret or the PEM.</param>
    /// <param name="key">The key.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryFromEnvironment(string keyVariable, string secretVariable, [NotNullWhen(true)] out ApiKey? key, out string fault)
    {
        key = null;
        var name = Environment.GetEnvironmentVariable(keyVariable);
        var secret = Environment.GetEnvironmentVariable(secretVariable);
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(secret))
        {
            fault = $"the environment has no {(string.IsNullOrWhiteSpace(name) ? keyVariable : secretVariable)}: set both {keyVariable} and {secretVariable}";
            return false;
        }

        return TryMake($"the environment variables {keyVariable} and {secretVariable}", name, secret, out key, out fault);
    }

    /// <summary>Takes a key from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="fault">Why there is none, and what to do.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out ApiKey? key, out string fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        key = null;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                fault = $"{path}: there is no such file; make it with: multismc keys set";
                return false;
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) is var others and not 0)
            {
                fault = $"{path}: others may use this file ({others}); a key file must be its owner's alone: chmod 600 {path}, and make a new key if others use this machine";
                return false;
            }

            if (file.Length > Largest)
            {
                fault = $"{path}: {file.Length} bytes are no key file; its first line is the key, the rest the secret or the private key";
                return false;
            }

            return TryParse(path, File.ReadAllText(path), out key, out fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"{path}: can't be read ({e.Message})";
            return false;
        }
    }

    /// <summary>Takes a key from the text of a key file.</summary>
    /// <param name="from">Where the text comes from, for the fault.</param>
    /// <param name="text">First line the key, the rest the secret or the PEM.</param>
    /// <param name="key">The key.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryParse(string from, string text, [NotNullWhen(true)] out ApiKey? key, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        if (text.Length > Largest)
        {
            fault = $"{from}: {text.Length} characters are no key; the first line is the key, the rest the secret or the private key";
            return false;
        }

        var whole = text.Trim();
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            fault = $"{from}: the first line has to be the key, the rest the secret or the private key; there is {(whole.Length == 0 ? "nothing" : "one line only")}";
            return false;
        }

        return TryMake(from, whole[..end], whole[(end + 1)..], out key, out fault);
    }

    /// <summary>Writes a key file that only its owner may read; an old one is replaced as a whole.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, Secret name, Secret secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(secret);
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new StreamWriter(draft, options))
            file.Write(name.Reveal().Trim() + "\n" + secret.Reveal().Trim() + "\n");
        File.Move(draft, path, overwrite: true);
    }

    private static bool TryMake(string from, string name, string secret, [NotNullWhen(true)] out ApiKey? key, out string fault)
    {
        key = null;
        (name, secret) = (name.Trim(), secret.Trim());
        if (name.Length == 0 || secret.Length == 0 || name.Any(static one => one is <= ' ' or > '~'))
        {
            fault = $"{from}: the key or the secret is empty, or the key has characters that no key has";
            return false;
        }

        try
        {
            key = ApiKey.From(new Secret(name), new Secret(secret));
            fault = "";
            return true;
        }
        catch (CryptographicException unreadable)
        {
            fault = $"{from}: {unreadable.Message}";
            return false;
        }
    }
}
