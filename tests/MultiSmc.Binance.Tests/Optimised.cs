using System.Diagnostics;
using System.Reflection;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests;

/// <summary>
/// Whether the code under test was compiled without optimisation: 128-bit products are boxed then, which says nothing about the product.
/// </summary>
internal static class Optimised
{
    public const string Reason = "only an optimised build (-c Release) is free of boxed 128-bit numbers";

    public static bool IsOff { get; } = typeof(FixedPoint).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
}
