namespace MultiSmc.Learning;

/// <summary>Names of models are names of folders: short, plain, the same on every file system, and never a way out of the registry.</summary>
public static class ModelName
{
    /// <summary>What stands in a configuration where a model's name could, when there is to be none; so no model may be called that.</summary>
    public const string None = "none";

    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 64 letters, digits, '-', '_' and single dots, a letter or digit first and last";

    /// <summary>The rule as a regular expression, for editors; <see cref="Fault"/> also knows the names that systems keep for devices.</summary>
    public const string Pattern = @"^[A-Za-z0-9](([A-Za-z0-9_-]|\.(?!\.)){0,62}[A-Za-z0-9])?$";

    private const int MaxLength = 64;

    // Windows keeps these for devices, with any ending.
    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "com", "lpt"];

    /// <summary>What is wrong with a name; null when it may be used.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is 0 or > MaxLength)
            return $"a model's name has 1 to {MaxLength} characters, not {name.Length}";
        if (name == None)
            return $"\"{None}\" is no name for a model: in a configuration it stands for no model at all";
        if (!char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]))
            return $"\"{Printable(name)}\" is no name for a model: it begins and ends with a letter or digit";
        if (name.AsSpan().IndexOfAnyExcept(Allowed) >= 0 || name.Contains("..", StringComparison.Ordinal))
            return $"\"{Printable(name)}\" is no name for a model: letters, digits, '-', '_' and single dots only";
        var stem = name.Split('.')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            ? $"\"{name}\" is no name for a model: some systems keep it for a device"
            : null;
    }

    private static System.Buffers.SearchValues<char> Allowed { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private static string Printable(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
