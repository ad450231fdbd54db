using System.CommandLine;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data gaps</c>: which ids and days are missing.</summary>
internal static class DataGapsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("gaps", "Ids and days that are missing, within days and between them.");
        var catalog = CatalogOption.WithSymbolsAddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var console = context.Console;
            var store = catalog.Open(parse);
            var found = catalog.Series(parse, store).Where(static key => key.Kind is DatasetKind.Trades or DatasetKind.AggTrades)
                .Select(key => (Key: key, Gaps: SeriesGaps.Of(store, key).ToList())).ToList();
            if (parse.GetValue(json))
                WriteJson(console, store, found);
            else
                Write(console, found);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static void Write(CommandConsole console, List<(SeriesKey Key, List<SeriesGap> Gaps)> found)
    {
        foreach (var (key, gaps) in found)
        {
            foreach (var gap in gaps)
            {
                var days = gap.MissingDays > 0 ? $", {gap.MissingDays} days without a file before it" : "";
                console.Out.WriteLine($"{key.Folder} {DayName.Of(gap.Day)}: {gap.Gap.Missing} ids between {gap.Gap.After} and {gap.Gap.Before}{days}{Known(gap)}");
            }
        }

        var all = found.SelectMany(static entry => entry.Gaps).ToList();
        var known = all.Sum(static gap => gap.KnownIds) is > 0 and var ids ? $" ({ids} of them the exchange does not have)" : "";
        console.Error.WriteLine($"{all.Count} gaps, {all.Sum(static gap => gap.Gap.Missing)} ids missing{known}, {all.Sum(static gap => gap.MissingDays)} days without a file");
    }

    private static string Known(SeriesGap gap) => gap.KnownIds == 0 ? ""
        : gap.KnownIds == gap.Gap.Missing ? "; a known hole: the exchange does not have them"
        : $"; {gap.KnownIds} of them the exchange does not have";

    private static void WriteJson(CommandConsole console, CatalogStore store, List<(SeriesKey Key, List<SeriesGap> Gaps)> found) =>
        console.WriteJson("multismc.data.gaps/1", json =>
        {
            json.WriteString("catalog", store.Root);
            json.WriteStartArray("series");
            foreach (var (key, gaps) in found)
            {
                json.WriteStartObject();
                json.WriteString("series", key.Folder);
                json.WriteStartArray("gaps");
                foreach (var gap in gaps)
                {
                    json.WriteStartObject();
                    json.WriteString("day", DayName.Of(gap.Day));
                    json.WriteNumber("after_id", gap.Gap.After);
                    json.WriteNumber("before_id", gap.Gap.Before);
                    json.WriteNumber("missing_ids", gap.Gap.Missing);
                    json.WriteNumber("known_hole_ids", gap.KnownIds);
                    json.WriteNumber("missing_days", gap.MissingDays);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
