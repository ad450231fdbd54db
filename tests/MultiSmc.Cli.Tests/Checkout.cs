namespace MultiSmc.Cli.Tests;

/// <summary>Files of this checkout, found from where the tests were built.</summary>
internal static class Checkout
{
    /// <summary>Full path of a file, named from the folder of the solution.</summary>
    public static string PathOf(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MultiSmc.slnx")))
                return Path.Combine(folder.FullName, relative);
        }

        throw new InvalidOperationException("these tests run from inside the checkout");
    }

    /// <summary>A text file with LF line ends, whatever the checkout made of them.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n");
}
