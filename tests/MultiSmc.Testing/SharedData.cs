namespace MultiSmc.Testing;

/// <summary>
/// The folder of recordings and golden vectors: MULTISMC_TEST_DATA, or a folder "shared/data" beside the checkout.
/// A test that needs it calls <see cref="Require"/>, which skips the test, loudly and counted, where the folder is missing.
/// </summary>
public static class SharedData
{
    /// <summary>The folder, or null.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Full path of a file or folder under the data folder; skips the calling test when it is not there.</summary>
    /// <param name="relative">Like "golden/btc_a/params.json".</param>
    public static string Require(string relative)
    {
        var path = Root is null ? null : Path.Combine(Root, relative);
        var exists = path is not null && (File.Exists(path) || Directory.Exists(path));
        Assert.SkipUnless(exists, $"test data not found: {relative} (set MULTISMC_TEST_DATA to the folder that holds it)");
        return path!;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("MULTISMC_TEST_DATA");
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "MultiSmc.slnx")))
                continue;
            var beside = Path.Combine(folder.FullName, "..", "shared", "data");
            return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
        }

        return null;
    }
}
