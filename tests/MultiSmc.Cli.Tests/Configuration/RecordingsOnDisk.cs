using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class RecordingsOnDisk
{
    [Fact]
    public void Are_found_by_name_and_by_glob_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "b-2.zip", "b-1.zip", "a.zip", "x/b-3.zip", "y/b-4.zip", "y/deep/b-5.zip" })
            folder.Write(name, "");

        Assert.Equal(["a.zip"], Names(folder, "a.zip"));
        Assert.Equal(["b-1.zip", "b-2.zip"], Names(folder, "b-*.zip"));
        Assert.Equal(["x/b-3.zip", "y/b-4.zip"], Names(folder, "*/b-?.zip"));
        Assert.Empty(Names(folder, "missing/*.zip"));
        Assert.Empty(Names(folder, "B-1.zip"));
    }

    private static string[] Names(TemporaryFolder folder, string pattern) =>
        [.. DataFiles.Find(folder.Path, pattern).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'))];
}
