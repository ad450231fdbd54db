using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>
/// A training as files, beside the model. The same report gives the same bytes: no wall-clock time, no path, invariant culture, fixed order.
/// <list type="table">
/// <item><term>report.json</term><description>
/// Schema "multismc.train/1": name, verdict, gates, evidence, blocks, pooled, reliability, roc, thresholds, probability_groups, importance, history,
/// calibration, identity. Ratios are fractions as the shortest number that reads back the same, results are basis points of a zone's order after
/// fees, what is undefined is null, times are ISO 8601 UTC, rounds count from 1.
/// </description></item>
/// <item><term>report.html</term><description>The same as a page with plots: one file, no script, nothing asked of the network.</description></item>
/// </list>
/// </summary>
/// <remarks>A change that breaks readers raises the schema's number; a new field does not.</remarks>
public static class TrainingReportWriter
{
    /// <summary>What report.json declares itself to be.</summary>
    public const string Schema = "multismc.train/1";

    /// <summary>The file for programs.</summary>
    public const string ReportFile = "report.json";

    /// <summary>The file that people look at.</summary>
    public const string PageFile = "report.html";

    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>Writes both files, each whole or not at all.</summary>
    /// <param name="report">The training.</param>
    /// <param name="folder">The model's folder; it is there.</param>
    /// <exception cref="IOException">A report is there already, or the disk refused.</exception>
    public static void Write(TrainingReport report, string folder)
    {
        WriteFile(folder, ReportFile, stream => WriteJson(report, stream));
        WriteFile(folder, PageFile, stream => WritePage(report, stream));
    }

    /// <summary>Writes what report.json holds.</summary>
    /// <param name="report">The training.</param>
    /// <param name="stream">Stays open.</param>
    public static void WriteJson(TrainingReport report, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteFields(report, json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes the fields that follow the schema into an object that is open.</summary>
    /// <param name="report">The training.</param>
    /// <param name="json">Inside of the object.</param>
    public static void WriteFields(TrainingReport report, Utf8JsonWriter json) => TrainingJson.Write(json, report);

    /// <summary>Writes what report.html holds.</summary>
    /// <param name="report">The training.</param>
    /// <param name="stream">Stays open.</param>
    public static void WritePage(TrainingReport report, Stream stream) => TrainingPage.Write(report, stream);

    private static void WriteFile(string folder, string name, Action<Stream> write)
    {
        var temporary = Path.Combine(folder, $".{name}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true); // the rename must not reach the disk before what it names
            }

            File.Move(temporary, Path.Combine(folder, name), overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
