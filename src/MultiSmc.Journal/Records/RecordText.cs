using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Journal;

/// <summary>A record as JSON for people and for columns of details: exact numbers as texts, enums by name, what is missing left out.</summary>
internal static class RecordText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, value);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double real:
                WriteReal(json, real);
                break;
            case Enum or string or Price or Quantity or Money or Timestamp or Asset or ClientOrderId or ClientListId:
                json.WriteStringValue(value.ToString());
                break;
            case InstrumentId instrument:
                json.WriteNumberValue(instrument.Index);
                break;
            case VenueOrderId order:
                json.WriteNumberValue(order.Value);
                break;
            case TradeId trade:
                json.WriteNumberValue(trade.Value);
                break;
            case FeatureSnapshot features:
                json.WriteStartArray();
                foreach (var feature in features.Values)
                    WriteReal(json, feature);
                json.WriteEndArray();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case IConvertible number:
                json.WriteNumberValue(number.ToInt64(System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                WriteFields(json, value);
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, object value)
    {
        json.WriteStartObject();
        foreach (var field in new RecordShape(value.GetType()).Fields)
        {
            if (field.Property.GetValue(value) is not { } held)
                continue;
            json.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name));
            Write(json, held);
        }

        json.WriteEndObject();
    }

    // JSON has no word for what is not a number.
    private static void WriteReal(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }
}
