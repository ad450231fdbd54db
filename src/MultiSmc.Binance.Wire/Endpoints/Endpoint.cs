namespace MultiSmc.Binance.Wire;

/// <summary>What a request has to bring to be let in.</summary>
public enum EndpointSecurity : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Key, timestamp and signature; a key that may read.</summary>
    UserData,

    /// <summary>Key, timestamp and signature; a key that may trade.</summary>
    Trade,
}

/// <summary>One of the exchange's requests: its name in REST and on the WebSocket API, and what it costs.</summary>
/// <param name="Verb">GET, POST, PUT or DELETE; empty where REST has it not.</param>
/// <param name="Path">Path in REST, from the slash; empty where REST has it not.</param>
/// <param name="Method">Method of the WebSocket API; empty where it has it not.</param>
/// <param name="Security">What it has to bring.</param>
/// <param name="Weight">Request weight, the higher where it depends on the parameters: see <see cref="Endpoints"/> for the exact one.</param>
/// <param name="Orders">What it counts as orders.</param>
/// <param name="IsFreeOnSuccess">Costs no weight when it succeeds; the listed weight when it fails.</param>
public sealed record Endpoint(
    string Verb, string Path, string Method, EndpointSecurity Security, int Weight, int Orders = 0, bool IsFreeOnSuccess = false)
{
    /// <summary>Whether repeating it is safe, or what it changes.</summary>
    public RequestKind Kind => Security != EndpointSecurity.Trade || Verb == "GET" ? RequestKind.Read
        : Verb == "DELETE" ? RequestKind.Cancel
        : RequestKind.Place;
}
