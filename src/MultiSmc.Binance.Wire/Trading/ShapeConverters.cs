using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiSmc.Binance.Wire;

/// <summary>A cancel's answer: lists are told by their contingencyType.</summary>
internal sealed class CancelReportConverter : JsonConverter<CancelReport>
{
    public override CancelReport Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Peek.Has(reader, "contingencyType"u8)
            ? new CancelReport.List(Shape.Read<OrderListReport>(ref reader, options))
            : new CancelReport.Order(Shape.Read<OrderReport>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, CancelReport value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case CancelReport.Order order: Shape.Write(writer, order.Report, options); break;
            case CancelReport.List list: Shape.Write(writer, list.Report, options); break;
            default: throw new UnreachableException();
        }
    }
}

/// <summary>Half of a cancel-replace: errors are told by their code.</summary>
internal sealed class CancelReplaceStepConverter : JsonConverter<CancelReplaceStep>
{
    public override CancelReplaceStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (Peek.Has(reader, "code"u8))
            return new CancelReplaceStep.Failed(Shape.Read<ApiError>(ref reader, options));
        return Peek.Has(reader, "contingencyType"u8)
            ? new CancelReplaceStep.ListDone(Shape.Read<OrderListReport>(ref reader, options))
            : new CancelReplaceStep.Done(Shape.Read<OrderReport>(ref reader, options));
    }

    public override void Write(Utf8JsonWriter writer, CancelReplaceStep value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case CancelReplaceStep.Done done: Shape.Write(writer, done.Report, options); break;
            case CancelReplaceStep.ListDone list: Shape.Write(writer, list.Report, options); break;
            case CancelReplaceStep.Failed failed: Shape.Write(writer, failed.Error, options); break;
            default: throw new UnreachableException();
        }
    }
}

/// <summary>An error's data: told by what is in it.</summary>
internal sealed class ErrorDataConverter : JsonConverter<ErrorData>
{
    public override ErrorData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (Peek.Has(reader, "cancelResult"u8))
            return new ErrorData.CancelReplace(Shape.Read<CancelReplaceReport>(ref reader, options));
        return Peek.Has(reader, "retryAfter"u8)
            ? Shape.Read<ErrorData.RetryAfter>(ref reader, options)
            : new ErrorData.Unknown(Shape.ReadValue<RawJson>(ref reader, options));
    }

    public override void Write(Utf8JsonWriter writer, ErrorData value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case ErrorData.CancelReplace replace: Shape.Write(writer, replace.Report, options); break;
            case ErrorData.RetryAfter retry: Shape.Write(writer, retry, options); break;
            case ErrorData.Unknown unknown: writer.WriteRawValue(unknown.Json.Text); break;
            default: throw new UnreachableException();
        }
    }
}
