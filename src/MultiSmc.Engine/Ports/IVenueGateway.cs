namespace MultiSmc.Engine;

/// <summary>
/// The way to an exchange that lives outside this process. Every request is answered through the inbox by events of <see cref="VenueEvent"/>: what
/// was done, refused, or that it is not known. Nothing is placed twice by it; reads may be repeated.
/// </summary>
public interface IVenueGateway : IAsyncDisposable
{
    /// <summary>Connects and stays connected; tells the inbox with <see cref="VenueEvent.ConnectionChanged"/> for orders and user data. Once.</summary>
    /// <param name="inbox">Where words go to.</param>
    /// <param name="known">Orders of an earlier life that may have changed since: an exchange may know them by their numbers alone now.</param>
    void Start(IShellInbox inbox, IReadOnlyList<KnownOrder> known);

    /// <summary>Sends a request; returns at once. From any thread, in the order of the calls per instrument; cancels and exits go before new entries when the exchange's limits are short.</summary>
    void Send(VenueRequest request);

    /// <summary>How the connections are. From any thread.</summary>
    IReadOnlyList<LinkStatus> Links { get; }
}
