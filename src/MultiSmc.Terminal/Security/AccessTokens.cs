using System.Security.Cryptography;
using System.Text;

namespace MultiSmc.Terminal;

/// <summary>What somebody may do.</summary>
internal enum Role : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>See.</summary>
    View,

    /// <summary>See and command.</summary>
    Trade,
}

/// <summary>
/// The two tokens (to look, to act) in a file of mode 600, made at the first start, and the cookies that are given for them: signed with a key of the
/// same file, so that a restart asks nobody to sign in again.
/// </summary>
internal sealed class AccessTokens
{
    private const string FileName = "terminal.tokens";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(30);

    private readonly byte[] _trade;
    private readonly byte[] _view;
    private readonly byte[] _key;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private AccessTokens(string trade, string view, byte[] key, TimeProvider time)
    {
        Trade = trade;
        View = view;
        _trade = Encoding.UTF8.GetBytes(trade);
        _view = Encoding.UTF8.GetBytes(view);
        _key = key;
        _time = time;
    }

    /// <summary>The token that may command. Never logged.</summary>
    public string Trade { get; }

    /// <summary>The token that may look.</summary>
    public string View { get; }

    /// <summary>Reads the tokens of a folder, or makes them.</summary>
    /// <exception cref="TerminalException">The file can be read by others, or is damaged.</exception>
    public static AccessTokens Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Make(path);
        var mode = OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) != 0)
            throw new TerminalException($"{path} can be read by others: chmod 600 it, or delete it to have new tokens made");
        var words = File.ReadAllLines(path).Select(static line => line.Split(' ', 2)).Where(static pair => pair.Length == 2)
            .ToDictionary(static pair => pair[0], static pair => pair[1].Trim(), StringComparer.Ordinal);
        if (!words.TryGetValue("trade", out var trade) || !words.TryGetValue("view", out var view) || !words.TryGetValue("key", out var key)
            || trade.Length < 32 || view.Length < 32 || key.Length < 64 || !key.All(char.IsAsciiHexDigit))
        {
            throw new TerminalException($"{path} is damaged: delete it to have new tokens made");
        }

        return new AccessTokens(trade, view, Convert.FromHexString(key), time);
    }

    /// <summary>What a token allows. Takes the same time for every wrong one.</summary>
    public Role RoleOf(string? token)
    {
        var given = Encoding.UTF8.GetBytes(token ?? "");
        var isTrade = CryptographicOperations.FixedTimeEquals(given, _trade);
        var isView = CryptographicOperations.FixedTimeEquals(given, _view);
        return isTrade ? Role.Trade : isView ? Role.View : Role.None;
    }

    /// <summary>A cookie for a role.</summary>
    public string Cookie(Role role)
    {
        var expires = _time.GetUtcNow().Add(CookieLife).ToUnixTimeSeconds();
        var text = $"{role}.{expires.ToString(System.Globalization.CultureInfo.InvariantCulture)}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        return $"{text}.{Sign(text)}";
    }

    /// <summary>What a cookie allows.</summary>
    public Role RoleOfCookie(string? cookie)
    {
        var cut = cookie?.LastIndexOf('.') ?? -1;
        if (cookie is null || cut < 0 || cookie.Length > 256)
            return Role.None;
        var text = cookie[..cut];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie[(cut + 1)..]), Encoding.UTF8.GetBytes(Sign(text))))
            return Role.None;
        var parts = text.Split('.');
        if (parts.Length != 3 || !long.TryParse(parts[1], out var expires) || expires < _time.GetUtcNow().ToUnixTimeSeconds())
            return Role.None;
        lock (_gate)
        {
            if (_revoked.Contains(cookie))
                return Role.None;
        }

        return Enum.TryParse<Role>(parts[0], out var role) ? role : Role.None;
    }

    /// <summary>A cookie is worth nothing any more, until the next restart; then it is gone from the browser anyway.</summary>
    public void Revoke(string cookie)
    {
        lock (_gate)
        {
            if (_revoked.Count < 10_000)
                _revoked.Add(cookie);
        }
    }

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine($"trade {NewToken()}");
        writer.WriteLine($"view {NewToken()}");
        writer.WriteLine($"key {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}");
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
