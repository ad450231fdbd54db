using System.Globalization;
using System.Security.Cryptography;

namespace MultiSmc.Testing.Archives;

/// <summary>A file of the local server, with switches for what goes wrong with it.</summary>
public sealed class ServedFile
{
    private int _version = 1;

    public ServedFile(byte[] bytes) => Bytes = bytes;

    /// <summary>What it holds now.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>Tag of this version.</summary>
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"v{_version}-{Bytes.Length}\"");

    /// <summary>Time of this version.</summary>
    public DateTimeOffset LastModified => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(_version);

    /// <summary>The text of its CHECKSUM; null: there is none.</summary>
    public Func<string, string?> Checksum { get; set; } = static _ => null;

    /// <summary>Bodies are cut after so many bytes, one entry a request, then no more.</summary>
    public Queue<int> Cuts { get; } = new();

    /// <summary>Answers instead of the file, one entry a request: status and Retry-After.</summary>
    public Queue<(int Status, string? RetryAfter)> Answers { get; } = new();

    /// <summary>Whether Range is ignored.</summary>
    public bool IgnoresRange { get; set; }

    /// <summary>Whether If-Range is ignored.</summary>
    public bool IgnoresIfRange { get; set; }

    /// <summary>Whether the length is left unsaid.</summary>
    public bool IsChunked { get; set; }

    /// <summary>Whether tag and time are left unsaid.</summary>
    public bool IsNameless { get; set; }

    /// <summary>Whether the next body stays silent until the client gives up; raises <see cref="FellSilent"/> then.</summary>
    public bool IsSilentOnce { get; set; }

    /// <summary>Completed once a body has fallen silent.</summary>
    public TaskCompletionSource FellSilent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called when a body was asked for, before it is sent.</summary>
    public Action<ServedFile>? BeforeBody { get; set; }

    /// <summary>SHA-256 of what it holds now, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Puts another version in its place.</summary>
    public void Replace(byte[] bytes)
    {
        Bytes = bytes;
        _version++;
    }
}
