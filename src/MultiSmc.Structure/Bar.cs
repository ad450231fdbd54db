namespace MultiSmc.Structure;

/// <summary>What structure needs of a packet: prices in canonical units.</summary>
/// <param name="Open">Open.</param>
/// <param name="High">High.</param>
/// <param name="Low">Low.</param>
/// <param name="Close">Close.</param>
public readonly record struct Bar(long Open, long High, long Low, long Close);
