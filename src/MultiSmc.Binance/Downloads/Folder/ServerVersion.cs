using System.Net.Http.Headers;

namespace MultiSmc.Binance;

/// <summary>Which version of a file a server sent.</summary>
/// <param name="ETag">Entity tag with its quotes, or null.</param>
/// <param name="LastModified">Time of the version, or null.</param>
/// <param name="Length">Bytes of the whole file, or null where it was not said.</param>
internal sealed record ServerVersion(string? ETag, DateTimeOffset? LastModified, long? Length)
{
    /// <summary>The version an answer is of.</summary>
    public static ServerVersion Of(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        var length = content.ContentRange is { } range ? range.Length : content.ContentLength;
        return new ServerVersion(response.Headers.ETag?.ToString(), content.LastModified, length);
    }

    /// <summary>Whether the rest of this version can be asked for so that a server would say if it has another one by now.</summary>
    public bool CanResume => Length is > 0 && (IsStrong || LastModified is not null);

    /// <summary>What goes into If-Range: a strong tag, else the time.</summary>
    public RangeConditionHeaderValue? Condition =>
        IsStrong && EntityTagHeaderValue.TryParse(ETag, out var tag) ? new RangeConditionHeaderValue(tag)
        : LastModified is { } time ? new RangeConditionHeaderValue(time)
        : null;

    /// <summary>Whether two answers are of one version, by what both of them say.</summary>
    public bool Agrees(ServerVersion other) =>
        (ETag is null || other.ETag is null || ETag == other.ETag)
        && (LastModified is null || other.LastModified is null || LastModified == other.LastModified)
        && (Length is null || other.Length is null || Length == other.Length);

    private bool IsStrong => ETag is not null && !ETag.StartsWith("W/", StringComparison.Ordinal);
}
