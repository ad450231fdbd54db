namespace MultiSmc.Learning;

/// <summary>What is wrong with a model file.</summary>
public enum ModelFault
{
    /// <summary>The file ends in the middle.</summary>
    Truncated,

    /// <summary>Not a file of this format, or damaged.</summary>
    Malformed,

    /// <summary>A sound file that asks for something this evaluator does not compute; the message names it.</summary>
    Unsupported,

    /// <summary>Its parts contradict each other.</summary>
    Inconsistent,
}

/// <summary>A model file that cannot be used, and why.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ModelFormatException()
    {
    }

    /// <param name="message">What is wrong.</param>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What led to it.</param>
    public ModelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="fault">Kind of fault.</param>
    /// <param name="message">What is wrong, and where.</param>
    public ModelFormatException(ModelFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>Kind of fault.</summary>
    public ModelFault Fault { get; } = ModelFault.Malformed;
}
