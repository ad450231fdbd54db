using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>A data matrix inside the library.</summary>
internal sealed class MatrixHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => XgboostNative.XGDMatrixFree(handle) == 0;
}

/// <summary>A booster inside the library.</summary>
internal sealed class BoosterHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => XgboostNative.XGBoosterFree(handle) == 0;
}
