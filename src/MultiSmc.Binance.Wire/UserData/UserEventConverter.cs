using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Reads an event by its name, wherever in the object that stands.</summary>
internal sealed class UserEventConverter : JsonConverter<UserEvent>
{
    public override UserEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = Peek.Text(reader, "e"u8) ?? throw new JsonException("an event with a name (field e) is expected");
        return name switch
        {
            "executionReport" => Shape.Read<ExecutionReport>(ref reader, options),
            "outboundAccountPosition" => Shape.Read<AccountPosition>(ref reader, options),
            "balanceUpdate" => Shape.Read<BalanceUpdate>(ref reader, options),
            "externalLockUpdate" => Shape.Read<ExternalLockUpdate>(ref reader, options),
            "listStatus" => Shape.Read<ListStatusEvent>(ref reader, options),
            "eventStreamTerminated" => Shape.Read<StreamTerminated>(ref reader, options),
            "serverShutdown" => Shape.Read<ServerShutdown>(ref reader, options),
            _ => Unknown(name, Shape.ReadValue<RawJson>(ref reader, options)),
        };
    }

    public override void Write(Utf8JsonWriter writer, UserEvent value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case ExecutionReport report: Shape.Write(writer, report, options); break;
            case AccountPosition position: Shape.Write(writer, position, options); break;
            case BalanceUpdate update: Shape.Write(writer, update, options); break;
            case ExternalLockUpdate update: Shape.Write(writer, update, options); break;
            case ListStatusEvent list: Shape.Write(writer, list, options); break;
            case StreamTerminated terminated: Shape.Write(writer, terminated, options); break;
            case ServerShutdown shutdown: Shape.Write(writer, shutdown, options); break;
            case UnknownUserEvent unknown: writer.WriteRawValue(unknown.Json.Text); break;
            default: throw new UnreachableException();
        }
    }

    private static UnknownUserEvent Unknown(string name, RawJson json)
    {
        using var document = JsonDocument.Parse(json.Text);
        var time = document.RootElement.TryGetProperty("E"u8, out var field) && field.ValueKind == JsonValueKind.Number
            && field.TryGetInt64(out var value) && ExchangeTime.TryRead(value, out var read) ? read : default;
        return new UnknownUserEvent { Name = name, Json = json, EventTime = time };
    }
}

/// <summary>A commission: "0" where there is none, else with eight decimals.</summary>
internal sealed class CommissionConverter : JsonConverter<CommissionAmount>
{
    private static readonly DecimalConverter<Money> Amounts = new(static raw => new Money(raw), static money => money.Raw);

    public override CommissionAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Amounts.Read(ref reader, typeof(Money), options);

    public override void Write(Utf8JsonWriter writer, CommissionAmount value, JsonSerializerOptions options)
    {
        if (value.Amount == Money.Zero)
            writer.WriteStringValue("0"u8);
        else
            Amounts.Write(writer, value.Amount, options);
    }
}
