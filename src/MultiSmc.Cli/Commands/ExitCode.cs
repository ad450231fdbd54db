namespace MultiSmc.Cli.Commands;

/// <summary>What the process says to the shell that called it.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>It did not work, or was interrupted.</summary>
    Failure = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>The configuration is wrong.</summary>
    Configuration = 3,

    /// <summary>Recordings are missing or bad.</summary>
    Data = 4,

    /// <summary>The exchange or the network failed.</summary>
    Network = 5,

    /// <summary>No node is running.</summary>
    NotRunning = 6,

    /// <summary>A check said no.</summary>
    CheckFailed = 7,
}

/// <summary>A command ends here, with a message for the user and an exit code. For outcomes, not for defects.</summary>
internal sealed class CommandException : Exception
{
    /// <param name="code">Not <see cref="ExitCode.Ok"/>.</param>
    /// <param name="message">What happened and what to do, without "error:".</param>
    /// <param name="inner">What led to it.</param>
    public CommandException(ExitCode code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>How the process ends.</summary>
    public ExitCode Code { get; }
}
