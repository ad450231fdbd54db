using System.Runtime.CompilerServices;

namespace MultiSmc.Browser.Tests;

/// <summary>Where things are in this checkout.</summary>
internal static class Checkout
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here()) ?? ".", "../../.."));

    /// <summary>The built page.</summary>
    public static string Page => Path.Combine(Root, "src/MultiSmc.Terminal/wwwroot");

    public static bool HasPage => File.Exists(Path.Combine(Page, "index.html"));

    /// <summary>Where pictures of failures and of views go.</summary>
    public static string Pictures => Path.Combine(Root, "artifacts/shots");

    /// <summary>The program, built in the configuration of these tests.</summary>
    public static string Program
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Path.Combine(Root, "artifacts/bin/MultiSmc.Cli", configuration, "multismc.dll");
        }
    }

    /// <summary>The checker of accessibility, as text to be run in the page.</summary>
    public static string? Axe
    {
        get
        {
            var file = Path.Combine(Root, "src/MultiSmc.Terminal/web/node_modules/axe-core/axe.min.js");
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
