using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every signature in XgboostNative is blittable once the source generator is through with it; the runtime has nothing left to convert.
[assembly: DisableRuntimeMarshalling]

namespace MultiSmc.Learning;

/// <summary>
/// XGBoost's own library, wanted for training and as the oracle of the built-in evaluator; loaded at the first call that needs it and
/// never in a process that only trades.
/// </summary>
/// <remarks>
/// Searched: the file or folder named in the environment variable MULTISMC_XGBOOST, and nothing else where that is set (a choice made by hand
/// that does not work must not be replaced silently); otherwise the platform's usual names on the loader's own paths. Written against 1.7.
/// </remarks>
public static class XgboostLibrary
{
    /// <summary>Environment variable that names the library's file, or a folder that holds it.</summary>
    public const string PathVariable = "MULTISMC_XGBOOST";

    /// <summary>The name that the bindings ask for; <see cref="Resolve"/> answers with the loaded library.</summary>
    internal const string ImportName = "xgboost";

    // PublicationOnly: a failure is not remembered, so that installing the library mends a running process.
    private static readonly Lazy<nint> Handle =
        new(() => Load(Environment.GetEnvironmentVariable(PathVariable)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Whether the library can be loaded; loads it.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                return Handle.Value != 0;
            }
            catch (XgboostMissingException)
            {
                return false;
            }
        }
    }

    /// <summary>The library's version, as the passport records it: "1.7.4".</summary>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    public static string Version
    {
        get
        {
            XgboostNative.XGBoostVersion(out var major, out var minor, out var patch);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        }
    }

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == ImportName ? Handle.Value : 0;

    /// <param name="named">What the environment variable says; null or empty where it is not set.</param>
    /// <exception cref="XgboostMissingException">Nothing to be loaded there.</exception>
    internal static nint Load(string? named)
    {
        var candidates = Candidates(named);
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        }

        throw new XgboostMissingException(candidates, string.IsNullOrEmpty(named) ? null : named);
    }

    private static string[] Candidates(string? named)
    {
        string[] usual = OperatingSystem.IsWindows() ? ["xgboost.dll"]
            : OperatingSystem.IsMacOS() ? ["libxgboost.dylib"]
            : ["libxgboost.so.0", "libxgboost.so"];
        if (string.IsNullOrEmpty(named))
            return usual;
        return Directory.Exists(named) ? Array.ConvertAll(usual, name => Path.GetFullPath(Path.Combine(named, name))) : [Path.GetFullPath(named)];
    }
}
