using System.Globalization;

namespace MultiSmc.Learning;

/// <summary>Rows copied into the library. A missing value is NaN; infinities are refused by the library on this way.</summary>
internal sealed unsafe class NativeMatrix : IDisposable
{
    private NativeMatrix(MatrixHandle handle, int rows) => (Handle, Rows) = (handle, rows);

    public MatrixHandle Handle { get; }

    public int Rows { get; }

    /// <param name="values">Row after row.</param>
    /// <param name="featureCount">Values in a row.</param>
    /// <param name="threads">Threads that copy.</param>
    /// <exception cref="XgboostException">The library refused the values.</exception>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    public static NativeMatrix Create(ReadOnlySpan<float> values, int featureCount, int threads)
    {
        fixed (float* first = values)
        {
            var config = string.Create(CultureInfo.InvariantCulture, $$"""{"missing":NaN,"nthread":{{threads}}}""");
            XgboostNative.Check(XgboostNative.XGDMatrixCreateFromDense(ArrayInterface(first, values.Length, featureCount), config, out var handle));
            return new NativeMatrix(handle, values.Length / featureCount);
        }
    }

    /// <summary>Rows with what is known of them.</summary>
    public static NativeMatrix Create(TrainingData data, int threads)
    {
        var matrix = Create(data.Values.Span, data.FeatureCount, threads);
        try
        {
            matrix.Set("label", data.Labels.Span);
            if (!data.Weights.IsEmpty)
                matrix.Set("weight", data.Weights.Span);
            return matrix;
        }
        catch
        {
            matrix.Dispose();
            throw;
        }
    }

    /// <summary>Where float32 values lie, in the notation the library takes from NumPy.</summary>
    public static string ArrayInterface(float* first, int length, int featureCount) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"data":[{{(nuint)first}},true],"shape":[{{length / featureCount}},{{featureCount}}],"typestr":"<f4","version":3}""");

    public void Dispose() => Handle.Dispose();

    private void Set(string field, ReadOnlySpan<float> values) =>
        XgboostNative.Check(XgboostNative.XGDMatrixSetFloatInfo(Handle, field, values, (ulong)values.Length));
}
