namespace MultiSmc.Engine;

/// <summary>
/// Sees everything that a kernel was given and did: feeds the page, metrics, notifications. It cannot change anything. A session that goes on is shown what is
/// applied again from its journal first: all of it, or what came after the snapshot it began from.
/// </summary>
public interface IKernelObserver
{
    /// <summary>One input and its effects. On the kernel's thread: copies what it needs and returns; it never waits and never throws.</summary>
    /// <param name="input">The input.</param>
    /// <param name="effects">Valid during the call only.</param>
    void OnApplied(in KernelInput input, EffectBuffer effects);
}
