using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Parameters that several requests have.</summary>
internal static class ListOptions
{
    public static void WriteTo(ParameterList list, ResponseType? responseType, SelfTradePreventionMode? prevention)
    {
        if (responseType is { } type)
            list.Add("newOrderRespType", Words.TextOf(type));
        if (prevention is { } mode)
            list.Add("selfTradePreventionMode", Words.TextOf(mode));
    }

    public static Side ReadSide(ParameterReader reader, string name) => reader.RequiredWord<Side>(name, ErrorCode.InvalidSide, "Invalid side.");

    public static ResponseType? ReadResponseType(ParameterReader reader) =>
        reader.Word<ResponseType>("newOrderRespType", ErrorCode.InvalidParameter, "Data sent for parameter 'newOrderRespType' is not valid.");

    public static SelfTradePreventionMode? ReadPrevention(ParameterReader reader) => reader.Word<SelfTradePreventionMode>(
        "selfTradePreventionMode", ErrorCode.InvalidParameter, "Data sent for parameter 'selfTradePreventionMode' is not valid.");

    public static CancelRestrictions? ReadRestrictions(ParameterReader reader) =>
        reader.Word<CancelRestrictions>("cancelRestrictions", ErrorCode.InvalidCancelRestrictions, "Invalid cancelRestrictions");

    public static ClientListId? ReadListId(ParameterReader reader, string name) => reader.ClientId(name) is { } id ? new ClientListId(id) : null;
}
