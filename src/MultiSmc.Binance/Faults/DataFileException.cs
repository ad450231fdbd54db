using System.Globalization;

namespace MultiSmc.Binance;

/// <summary>A file of market data that cannot be read, or not further: says where, what is wrong and what to do.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>An exception without a place.</summary>
    public DataFileException()
        : this("a data file cannot be read")
    {
    }

    /// <param name="message">What is wrong.</param>
    public DataFileException(string message)
        : base(message) => (Path, What, WhatToDo) = ("", message, "");

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What led to it.</param>
    public DataFileException(string message, Exception? innerException)
        : base(message, innerException) => (Path, What, WhatToDo) = ("", message, "");

    /// <param name="path">The file, and behind a colon the member of an archive.</param>
    /// <param name="line">Line number from 1, where the fault is in a line.</param>
    /// <param name="what">What is wrong, without a full stop.</param>
    /// <param name="whatToDo">What the user can do: a whole sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public DataFileException(string path, long? line, string what, string whatToDo, Exception? innerException = null)
        : base(Compose(path, line, what, whatToDo), innerException)
    {
        Path = path;
        Line = line;
        What = what;
        WhatToDo = whatToDo;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Line number from 1, or null where the file as a whole is meant.</summary>
    public long? Line { get; }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>What the user can do.</summary>
    public string WhatToDo { get; }

    private static string Compose(string path, long? line, string what, string whatToDo) =>
        line is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: {what}. {whatToDo}")
            : $"{path}: {what}. {whatToDo}";
}
