using System.IO.Compression;
using System.Text;

namespace MultiSmc.Binance.Tests;

/// <summary>A folder for one test's files, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("multismc-");

    public string Root => _folder.FullName;

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public string Gzip(string name, string text) => Write(name, GzipBytes(Encoding.UTF8.GetBytes(text)));

    public string Zip(string name, params (string Member, string Text)[] members)
    {
        using var zip = new ZipArchive(File.Create(At(name)), ZipArchiveMode.Create);
        foreach (var (member, text) in members)
        {
            using var target = zip.CreateEntry(member).Open();
            target.Write(Encoding.UTF8.GetBytes(text));
        }

        return At(name);
    }

    public static byte[] GzipBytes(byte[] text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
            gzip.Write(text);
        return target.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
