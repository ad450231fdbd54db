using System.Globalization;

namespace MultiSmc.Binance;

/// <summary>What is wrong with a row.</summary>
public enum RowFaultKind
{
    /// <summary>More or fewer columns than the file's layout has.</summary>
    WrongColumnCount,

    /// <summary>Text where a number belongs.</summary>
    NotANumber,

    /// <summary>A price or quantity that is zero or negative.</summary>
    NotPositive,

    /// <summary>A number that does not fit: too large, or with a digit other than zero past the eighth decimal.</summary>
    OutOfRange,

    /// <summary>A flag that is neither true nor false.</summary>
    BadFlag,

    /// <summary>A number that is no time in milliseconds or microseconds.</summary>
    BadTime,

    /// <summary>The last line, cut off.</summary>
    TruncatedLine,

    /// <summary>A recorded message that its decoder refuses.</summary>
    BadMessage,
}

/// <summary>One bad row: where, what, and what to do.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line number from 1.</param>
/// <param name="Column">Name of the column, or empty where the whole line is meant.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The offending text, shortened.</param>
/// <param name="What">What is wrong, in words.</param>
/// <param name="WhatToDo">What the user can do.</param>
public sealed record RowFault(string Path, long Line, string Column, RowFaultKind Kind, string Text, string What, string WhatToDo)
{
    /// <summary>The fault without its file: what <see cref="DataFileException"/> says of it.</summary>
    internal string Sentence => Column.Length == 0 ? $"{What}: \"{Text}\"" : $"column {Column}: {What}: \"{Text}\"";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}, line {Line}: {Sentence}. {WhatToDo}");
}

/// <summary>What to do with a bad row.</summary>
public enum FaultPolicy
{
    /// <summary>Count it, report it and go on; stop only where too many rows are bad.</summary>
    Skip,

    /// <summary>Stop at the first.</summary>
    Stop,
}
