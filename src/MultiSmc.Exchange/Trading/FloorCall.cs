using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>A request that was let in, on the engine's thread.</summary>
/// <param name="Floor">Where it is carried out.</param>
/// <param name="Endpoint">Which.</param>
/// <param name="Account">Whose.</param>
/// <param name="Key">The key that signed it.</param>
/// <param name="Reader">Its parameters.</param>
internal sealed record FloorCall(TradingFloor Floor, Endpoint Endpoint, AccountRecord Account, ApiKey Key, ParameterReader Reader)
{
    public static ApiReply BadSymbol { get; } = ApiReply.Refused(ErrorCode.BadSymbol, EngineText.BadSymbol);

    /// <summary>The refusal of what was read, or null.</summary>
    public ApiReply? Fault() => Reader.Finish() is { } error ? ApiReply.Refused(error) : null;

    /// <summary>The orders of an order request; null where it names none.</summary>
    public OrderRecord? Find(InstrumentId instrument, VenueOrderId? number, ClientOrderId? name) => number is { } id
        ? Account.Find(id) is { } order && order.Spec.Instrument == instrument ? order : null
        : name is { } text ? Account.Find(instrument, text) : null;

    /// <summary>Whether an order that was named twice is the same one both times.</summary>
    public static bool IsNamed(OrderRecord order, ClientOrderId? name) =>
        name is not { } text || text == order.Spec.ClientOrderId || text == order.ShownId;
}
