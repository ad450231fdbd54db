using System.CommandLine;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Cli.Commands;

/// <summary><c>keys</c>: the exchange's key, from stdin into a file of mode 600; never on a command line.</summary>
internal static class KeysCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("keys", "The exchange's key.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var set = new Command("set", "Read a key from stdin into the file of exchange.key_file: its first line is the key, the rest the secret or a private key in PEM.");
        var options = ConfigurationOptions.AddTo(set);
        set.SetAction(async (parse, cancellation) =>
        {
            var file = options.Load(parse, context).Exchange.KeyFile;
            var input = context.Input();
            context.Console.Error.WriteLine("key on the first line, then the secret or the PEM; end with Ctrl+D");
            var text = await input.ReadToEndAsync(cancellation).ConfigureAwait(false);
            // Judged before anything is written: a slip must not cost the key that is there.
            if (!ApiKeyFile.TryParse("stdin", text, out var key, out var fault))
                throw new CommandException(ExitCode.Usage, fault);
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            var end = text.Trim().IndexOf('\n', StringComparison.Ordinal);
            ApiKeyFile.Write(file, new Secret(text.Trim()[..end]), new Secret(text.Trim()[(end + 1)..]));
            context.Console.Out.WriteLine($"{file}: key {key}, readable by its owner alone");
            return (int)ExitCode.Ok;
        });
        command.Add(set);
    }
}
