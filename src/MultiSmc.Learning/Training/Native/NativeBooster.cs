using System.Globalization;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>
/// A booster inside the library: grows a model, and predicts with one as the oracle of the built-in evaluator. For one thread at a time.
/// </summary>
internal sealed unsafe class NativeBooster : IDisposable
{
    private readonly BoosterHandle _handle;

    private NativeBooster(BoosterHandle handle) => _handle = handle;

    /// <summary>An untrained booster.</summary>
    /// <param name="parameters">The library's own names and values.</param>
    /// <param name="matrices">What it will be trained and measured on: predictions of these are kept between rounds.</param>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    /// <exception cref="XgboostException">The library refused.</exception>
    public static NativeBooster Create(IEnumerable<KeyValuePair<string, string>> parameters, params ReadOnlySpan<NativeMatrix> matrices)
    {
        var addresses = new nint[matrices.Length];
        for (var i = 0; i < matrices.Length; i++)
            addresses[i] = matrices[i].Handle.DangerousGetHandle();
        XgboostNative.Check(XgboostNative.XGBoosterCreate(addresses, (ulong)addresses.Length, out var handle));
        // Only now may a finalizer free one of them: the booster shares their ownership.
        foreach (var matrix in matrices)
            GC.KeepAlive(matrix);
        var booster = new NativeBooster(handle);
        try
        {
            foreach (var (name, value) in parameters)
                XgboostNative.Check(XgboostNative.XGBoosterSetParam(handle, name, value));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>A booster from a model's JSON or UBJSON bytes.</summary>
    /// <exception cref="XgboostException">The library cannot read them.</exception>
    public static NativeBooster Load(ReadOnlySpan<byte> model, int threads = 1)
    {
        var booster = Create([new("nthread", threads.ToString(CultureInfo.InvariantCulture)), new("verbosity", "0")]);
        try
        {
            XgboostNative.Check(XgboostNative.XGBoosterLoadModelFromBuffer(booster._handle, model, (ulong)model.Length));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Boosts one round.</summary>
    public void Update(int round, NativeMatrix matrix) => XgboostNative.Check(XgboostNative.XGBoosterUpdateOneIter(_handle, round, matrix.Handle));

    /// <summary>The library's own evaluation, as its text: "[0]\tvalid-logloss:0.68".</summary>
    public string Evaluate(int round, NativeMatrix matrix, string name)
    {
        XgboostNative.Check(XgboostNative.XGBoosterEvalOneIter(_handle, round, [matrix.Handle.DangerousGetHandle()], [name], 1, out var text));
        GC.KeepAlive(matrix);
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    /// <summary>Margins of a matrix' rows.</summary>
    /// <param name="matrix">Rows.</param>
    /// <param name="margins">Room for all of them: rows × classes.</param>
    /// <param name="rounds">Rounds that count; 0 = all.</param>
    public void PredictMargins(NativeMatrix matrix, Span<float> margins, int rounds = 0)
    {
        var config = Config(rounds, "");
        XgboostNative.Check(
            XgboostNative.XGBoosterPredictFromDMatrix(_handle, matrix.Handle, config, out var shape, out var dimensions, out var values));
        Copy(shape, dimensions, values, margins);
    }

    /// <summary>Margins of rows where they lie. Infinities are values here.</summary>
    /// <param name="rows">Row after row, NaN where missing.</param>
    /// <param name="featureCount">Values in a row.</param>
    /// <param name="margins">Room for all of them: rows × classes.</param>
    /// <param name="rounds">Rounds that count; 0 = all.</param>
    public void PredictMarginsInPlace(ReadOnlySpan<float> rows, int featureCount, Span<float> margins, int rounds = 0)
    {
        fixed (float* first = rows)
        {
            var array = NativeMatrix.ArrayInterface(first, rows.Length, featureCount);
            var config = Config(rounds, ""","missing":NaN,"cache_id":0""");
            XgboostNative.Check(
                XgboostNative.XGBoosterPredictFromDense(_handle, array, config, 0, out var shape, out var dimensions, out var values));
            Copy(shape, dimensions, values, margins);
        }
    }

    /// <summary>Leaves a text in the model.</summary>
    public void SetAttribute(string name, string value) => XgboostNative.Check(XgboostNative.XGBoosterSetAttr(_handle, name, value));

    /// <summary>Names the features in the model.</summary>
    public void SetFeatureNames(string[] names) =>
        XgboostNative.Check(XgboostNative.XGBoosterSetStrFeatureInfo(_handle, "feature_name", names, (ulong)names.Length));

    /// <summary>The model's bytes.</summary>
    /// <param name="format">"json" or "ubj".</param>
    public byte[] Save(string format)
    {
        XgboostNative.Check(XgboostNative.XGBoosterSaveModelToBuffer(_handle, $$"""{"format":"{{format}}"}""", out var length, out var bytes));
        // The buffer is the booster's and dies with the next call on it.
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    public void Dispose() => _handle.Dispose();

    // Output type 1: margins.
    private static string Config(int rounds, string more) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":1,"training":false,"iteration_begin":0,"iteration_end":{{rounds}},"strict_shape":true{{more}}}""");

    private static void Copy(ulong* shape, ulong dimensions, float* values, Span<float> target)
    {
        var length = 1UL;
        for (var i = 0UL; i < dimensions; i++)
            length *= shape[i];
        if (length != (ulong)target.Length)
            throw new ArgumentException($"the library gives {length} margins, room is for {target.Length}", nameof(target));
        new ReadOnlySpan<float>(values, target.Length).CopyTo(target);
    }
}
