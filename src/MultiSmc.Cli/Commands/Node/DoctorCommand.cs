using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>doctor</c>: is everything there that a node needs?</summary>
internal static class DoctorCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("doctor", "Check configuration, disk, models, data, key and exchange: a line each, with the mend.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var offline = new Option<bool>("--offline") { Description = "Leave the exchange out." };
        var json = ConfigurationOptions.AddJsonTo(command);
        command.Add(offline);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var results = await DoctorChecks.RunAsync(configuration, ExchangeAccess.Of(configuration, context), parse.GetValue(offline), context, cancellation).ConfigureAwait(false);
            if (!parse.GetValue(json))
            {
                DoctorChecks.Write(context.Console.Out, results, onlyFaults: false);
                return (int)DoctorChecks.CodeOf(results);
            }

            context.Console.WriteJson("multismc.doctor/1", writer =>
            {
                writer.WriteStartArray("checks");
                foreach (var result in results)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", result.Name);
                    writer.WriteString("verdict", DoctorChecks.Word(result.Verdict));
                    writer.WriteString("finding", result.Sentence);
                    writer.WriteString("mend", result.Mend);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return (int)DoctorChecks.CodeOf(results);
        });
    }
}
