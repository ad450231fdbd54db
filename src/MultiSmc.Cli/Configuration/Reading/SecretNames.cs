namespace MultiSmc.Cli.Configuration;

/// <summary>Which keys sound like a secret. Their values are never accepted and never shown.</summary>
internal static class SecretNames
{
    /// <summary>Stands for a secret in every message.</summary>
    public const string Mask = "***";

    /// <summary>What a message says instead of accepting one.</summary>
    public const string Problem =
        "a secret does not belong in a configuration: keep it in an environment variable or in a file of mode 600; "
        + "a configuration only says where it is (key_env, key_file)";

    private static readonly string[] Words =
        ["secret", "password", "passwd", "passphrase", "token", "apikey", "api_key", "private_key", "privatekey", "credential"];

    /// <summary>True for names like <c>api_secret</c>; references (<c>.._file</c>, <c>.._env</c>) and questions (<c>require_..</c>) are no secrets.</summary>
    public static bool Contains(string key)
    {
        var folded = key.ToLowerInvariant().Replace('-', '_');
        return !folded.EndsWith("_file", StringComparison.Ordinal)
            && !folded.StartsWith("require_", StringComparison.Ordinal)
            && !folded.EndsWith("_env", StringComparison.Ordinal)
            && Array.Exists(Words, word => folded.Contains(word, StringComparison.Ordinal));
    }
}
