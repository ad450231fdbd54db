using System.CommandLine;
using System.Globalization;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data list</c>: what is in the catalog.</summary>
internal static class DataListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("list", "What the catalog holds: a line for each series, or for each day.");
        var catalog = CatalogOption.WithSymbolsAddTo(command);
        var days = new Option<bool>("--days") { Description = "A line for each day." };
        command.Add(days);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var console = context.Console;
            var store = catalog.Open(parse);
            var series = catalog.Series(parse, store);
            if (parse.GetValue(json))
            {
                WriteJson(console, store, series);
                return (int)ExitCode.Ok;
            }

            if (series.Count == 0)
                console.Error.WriteLine($"nothing in {store.Root}; `multismc data import FILE..` brings it in");
            foreach (var key in series)
                Write(console.Out, store, key, parse.GetValue(days));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static void Write(TextWriter output, CatalogStore store, SeriesKey key, bool hasDays)
    {
        var facts = store.DaysOf(key).Select(day => store.FactsOf(key, day)).ToList();
        var bytes = facts.Sum(day => new FileInfo(store.PathOf(key, day.Day)).Length);
        var days = facts.Count == 1 ? "1 day " : $"{facts.Count} days";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{key.Folder,-28} {DayName.Of(facts[0].Day)} .. {DayName.Of(facts[^1].Day)}  {days}  {facts.Sum(static day => day.Rows),13:N0} rows  {bytes / 1e6,9:F1} MB{Missing(facts)}"));
        if (!hasDays)
            return;
        foreach (var day in facts)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {DayName.Of(day.Day)}  {day.Rows,11:N0} rows  {day.FirstTime.ToString()[11..19]} .. {day.LastTime.ToString()[11..19]}  ids {day.FirstKey} .. {day.LastKey}{Missing([day])}"));
        }
    }

    private static string Missing(List<DayFacts> facts)
    {
        var (gaps, missing) = (facts.Sum(static day => day.GapCount), facts.Sum(static day => day.MissingKeys));
        return missing == 0 ? "" : $"  {missing} ids missing in {gaps} gaps";
    }

    private static void WriteJson(CommandConsole console, CatalogStore store, IReadOnlyList<SeriesKey> series) =>
        console.WriteJson("multismc.data.list/1", json =>
        {
            json.WriteString("catalog", store.Root);
            json.WriteStartArray("series");
            foreach (var key in series)
            {
                json.WriteStartObject();
                json.WriteString("series", key.Folder);
                json.WriteString("symbol", key.Symbol);
                json.WriteStartArray("days");
                foreach (var day in store.DaysOf(key))
                {
                    json.WriteStartObject();
                    DayJson.Write(json, store.FactsOf(key, day));
                    json.WriteNumber("bytes", new FileInfo(store.PathOf(key, day)).Length);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
