using System.IO.Compression;
using System.Security.Cryptography;

namespace MultiSmc.EndToEnd.Support;

/// <summary>A folder of its own for one test, gone afterwards, in which the program is run.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("multismc-e2e-").FullName;

    /// <summary>Runs the program here.</summary>
    public Task<Outcome> RunAsync(params string[] args) => Multismc.RunAsync(Path, args);

    /// <summary>Full path of something in it.</summary>
    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a text file.</summary>
    public string Write(string relative, string text)
    {
        var file = PathOf(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file) ?? Path);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Writes lines, each closed by LF.</summary>
    public string WriteLines(string relative, IEnumerable<string> lines) => Write(relative, string.Concat(lines.Select(static line => line + "\n")));

    /// <summary>Writes lines as the exchange packs them: a zip with one CSV of the same name.</summary>
    public string WriteArchive(string name, IEnumerable<string> lines)
    {
        var file = PathOf(name + ".zip");
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        var entry = zip.CreateEntry(name + ".csv", CompressionLevel.Fastest);
        using var text = new StreamWriter(entry.Open()) { NewLine = "\n" };
        foreach (var line in lines)
            text.WriteLine(line);
        return file;
    }

    /// <summary>Writes config.yaml: LTCUSDT on files beside it, small packets, a structure that trades on a synthetic tape; runs go to out/.</summary>
    /// <param name="files">Names or patterns.</param>
    public string Configure(params string[] files) => Write("config.yaml", $$"""
        schema: 1
        data: {root: .}
        symbols:
          - symbol: LTCUSDT
            files: [{{string.Join(", ", files.Select(static file => $"\"{file}\""))}}]
            packets: {bucket: "20000"}
            structure: {swing_mode: zigzag_ppm, zigzag_ppm: 5000, min_range_ppm: 6000, ttl_packets: 1000, hold_packets: 2000}
        report: {out: out}

        """);

    /// <summary>Everything in it, folders included, by relative name in ordinal order.</summary>
    public string[] Entries() =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The files of a folder with the SHA-256 of each.</summary>
    public static SortedDictionary<string, string> Bytes(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder))
            files.Add(System.IO.Path.GetFileName(file), Sha256(file));
        return files;
    }

    /// <summary>SHA-256 of a file in lower-case hex.</summary>
    public static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
