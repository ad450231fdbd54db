namespace MultiSmc.Core.Tests;

/// <summary>Values from decimal text, as a person would write them.</summary>
internal static class Raw
{
    public static long Of(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new FormatException(text);

    public static Price Price(string text) => new(Of(text));

    public static Quantity Quantity(string text) => new(Of(text));

    public static Money Money(string text) => new(Of(text));
}
