namespace MultiSmc.EndToEnd.Support;

/// <summary>Files of this checkout, found from where the tests were built.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The program, built as these tests were: debug or release.</summary>
    public static string Program { get; } = PathOf(Path.Combine(
        "artifacts", "bin", "MultiSmc.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "multismc.dll"));

    /// <summary>Full path of a file, named from the folder of the solution.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MultiSmc.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("no MultiSmc.slnx above the tests: they run from inside the checkout");
    }
}
