using System.Globalization;

namespace MultiSmc.Cli.Configuration;

/// <summary>Paths of values: <c>symbols[0].packets.bucket</c>.</summary>
internal static class ConfigPath
{
    /// <summary>A key under a section.</summary>
    public static string Child(string path, string key) => path.Length == 0 ? key : path + "." + key;

    /// <summary>An item of a list, from 0.</summary>
    public static string Item(string path, int index) => path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
