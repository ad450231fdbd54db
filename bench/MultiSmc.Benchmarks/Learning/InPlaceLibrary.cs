using System.Globalization;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>
/// XGBoost's own in-place prediction with nothing of ours in its way: the texts that say where the rows lie are made beforehand, one thread.
/// </summary>
internal sealed unsafe class InPlaceLibrary : IDisposable
{
    private const string Config = """{"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true,"missing":NaN,"cache_id":0}""";

    private readonly BoosterHandle _booster;
    private readonly float[] _rows;
    private readonly string[] _places;
    private readonly string _all;

    /// <param name="model">The model's file.</param>
    /// <param name="values">Row after row.</param>
    /// <param name="features">Values in a row.</param>
    public InPlaceLibrary(ReadOnlySpan<byte> model, ReadOnlySpan<float> values, int features)
    {
        XgboostNative.Check(XgboostNative.XGBoosterCreate([], 0, out _booster));
        XgboostNative.Check(XgboostNative.XGBoosterSetParam(_booster, "nthread", "1"));
        XgboostNative.Check(XgboostNative.XGBoosterSetParam(_booster, "verbosity", "0"));
        XgboostNative.Check(XgboostNative.XGBoosterLoadModelFromBuffer(_booster, model, (ulong)model.Length));
        // Pinned: the texts hold addresses.
        _rows = GC.AllocateArray<float>(values.Length, pinned: true);
        values.CopyTo(_rows);
        _places = new string[values.Length / features];
        fixed (float* first = _rows)
        {
            for (var r = 0; r < _places.Length; r++)
                _places[r] = NativeMatrix.ArrayInterface(first + r * features, features, features);
            _all = NativeMatrix.ArrayInterface(first, values.Length, features);
        }
    }

    /// <summary>The margin of one row.</summary>
    public float Margin(int row)
    {
        Predict(_places[row], 1, out var values);
        return *values;
    }

    /// <summary>The margins of all rows by one call.</summary>
    public void Margins(Span<float> margins)
    {
        Predict(_all, (ulong)_places.Length, out var values);
        new ReadOnlySpan<float>(values, _places.Length).CopyTo(margins);
    }

    public void Dispose() => _booster.Dispose();

    private void Predict(string place, ulong rows, out float* values)
    {
        XgboostNative.Check(XgboostNative.XGBoosterPredictFromDense(_booster, place, Config, 0, out var shape, out _, out values));
        if (*shape != rows)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the library gave {*shape} rows, not {rows}"));
    }
}
