namespace MultiSmc.Engine;

/// <summary>Keeps what a session was given and what came of it, so that it can be replayed.</summary>
public interface IInputJournal
{
    /// <summary>The next input, before it is applied.</summary>
    void Append(in KernelInput input);

    /// <summary>What the kernel did with it.</summary>
    /// <param name="effects">Valid during the call only; may be empty.</param>
    void Record(EffectBuffer effects);
}
