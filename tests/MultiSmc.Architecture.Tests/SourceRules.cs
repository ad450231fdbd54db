namespace MultiSmc.Architecture.Tests;

/// <summary>Style checks that are ordinary tests: they read the sources of this checkout.</summary>
public sealed class SourceRules
{
    private const int MaxLines = 400;
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void No_source_file_is_longer_than_it_should_be() =>
        Assert.DoesNotContain(Sources(), file => File.ReadLines(file).Count() > MaxLines);

    [Fact]
    public void No_source_file_waits_by_sleeping() =>
        Assert.DoesNotContain(Sources(), file => File.ReadAllText(file).Contains("Thread." + "Sleep", StringComparison.Ordinal));

    [Fact]
    public void No_lock_file_names_a_package_source() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Root(), "packages.lock.json", SearchOption.AllDirectories),
            file => !file.Contains("artifacts", StringComparison.Ordinal) && File.ReadAllText(file).Contains("://", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        Folders.Select(folder => Path.Combine(Root(), folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultiSmc.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no MultiSmc.slnx above the test");
    }
}
