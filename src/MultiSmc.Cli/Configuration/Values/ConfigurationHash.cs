using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// Identity of a configuration: SHA-256 over one line <c>path=value</c> per effective value that is set, ordered by path, each ended by LF, UTF-8,
/// under a line that names the scheme. Values are in their canonical form, as JSON strings. Where a value came from, the order of the file,
/// comments, and the folders of data, models and reports do not count.
/// </summary>
internal static class ConfigurationHash
{
    private const string Scheme = "multismc configuration 1";

    /// <summary>The hash in lower-case hex.</summary>
    public static string Compute(IEnumerable<EffectiveValue> effective)
    {
        var text = new StringBuilder(Scheme).Append('\n');
        var counted = effective.Where(static v => !v.Key.IsMachinePath && v.Value is not null);
        foreach (var value in counted.OrderBy(static v => v.Path, StringComparer.Ordinal))
            text.Append(value.Path).Append('=').Append(JsonEncodedText.Encode(value.Text ?? "").Value).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
