using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// XGBoost's C interface as of 1.7, as far as it is used here; the names are the library's. A call returns 0, or −1 with a text that
/// <see cref="Check"/> fetches.
/// </summary>
internal static unsafe partial class XgboostNative
{
    // Runs before the first of these calls and so decides where the library comes from.
    static XgboostNative() => NativeLibrary.SetDllImportResolver(typeof(XgboostNative).Assembly, XgboostLibrary.Resolve);

    /// <summary>
    /// Turns a failed call into an exception. Must come straight after the call, on the same thread: the library keeps the text per thread.
    /// </summary>
    /// <exception cref="XgboostException">The call failed.</exception>
    public static void Check(int code)
    {
        if (code != 0)
            throw XgboostException.FromNative(Marshal.PtrToStringUTF8((nint)XGBGetLastError()));
    }

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(XgboostLibrary.ImportName)]
    private static partial byte* XGBGetLastError();

    /// <param name="array">Array interface as JSON: address, shape, type.</param>
    /// <param name="config">JSON: missing value, threads.</param>
    /// <param name="matrix">The new matrix.</param>
    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixCreateFromDense(string array, string config, out MatrixHandle matrix);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetFloatInfo(MatrixHandle matrix, string field, ReadOnlySpan<float> values, ulong length);

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial int XGBoosterCreate(ReadOnlySpan<nint> matrices, ulong length, out BoosterHandle booster);

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial int XGBoosterFree(nint booster);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(BoosterHandle booster, string name, string value);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetAttr(BoosterHandle booster, string name, string value);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetStrFeatureInfo(BoosterHandle booster, string field, string[] values, ulong length);

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial int XGBoosterUpdateOneIter(BoosterHandle booster, int round, MatrixHandle matrix);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterEvalOneIter(
        BoosterHandle booster, int round, ReadOnlySpan<nint> matrices, string[] names, ulong length, out byte* text);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDMatrix(
        BoosterHandle booster, MatrixHandle matrix, string config, out ulong* shape, out ulong dimensions, out float* values);

    /// <param name="booster">Booster.</param>
    /// <param name="array">Array interface as JSON.</param>
    /// <param name="config">JSON: kind of output, rounds, missing value.</param>
    /// <param name="proxy">0: nothing to say about the rows but their values.</param>
    /// <param name="shape">Extents of the result.</param>
    /// <param name="dimensions">Number of extents.</param>
    /// <param name="values">The result; the library's own, until the next call on this booster.</param>
    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDense(
        BoosterHandle booster, string array, string config, nint proxy, out ulong* shape, out ulong dimensions, out float* values);

    [LibraryImport(XgboostLibrary.ImportName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(BoosterHandle booster, string config, out ulong length, out byte* bytes);

    [LibraryImport(XgboostLibrary.ImportName)]
    public static partial int XGBoosterLoadModelFromBuffer(BoosterHandle booster, ReadOnlySpan<byte> bytes, ulong length);
}
