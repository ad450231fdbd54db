namespace MultiSmc.Binance.Wire;

/// <summary>Why a message could not be read.</summary>
/// <param name="Message">What was expected: "account".</param>
/// <param name="Path">Where in it: "$.balances[3].free"; "$" for the whole.</param>
/// <param name="Reason">What is wrong there.</param>
public readonly record struct MessageFault(string Message, string Path, string Reason)
{
    /// <summary>In one sentence.</summary>
    public string Describe() => $"{Message} at {Path}: {Reason}";
}

/// <summary>A message that had to be readable is not.</summary>
public sealed class MessageFaultException : Exception
{
    /// <summary>An exception without a message.</summary>
    public MessageFaultException()
    {
    }

    /// <param name="message">What and where.</param>
    public MessageFaultException(string message)
        : base(message)
    {
    }

    /// <param name="message">What and where.</param>
    /// <param name="innerException">What led to it.</param>
    public MessageFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="fault">What and where.</param>
    public MessageFaultException(MessageFault fault)
        : base(fault.Describe()) => Fault = fault;

    /// <summary>What and where.</summary>
    public MessageFault Fault { get; }
}
