using System.CommandLine;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Cli.Commands;

/// <summary><c>keys</c>: the exchange's key, from stdin into a file of mode 600; never on a command line.</summary>
internal static class KeysCommand
{
    private const int LongestSecret = 16 * 1024;

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
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var (name, secret) = end < 0 ? (text.Trim(), "") : (text[..end].Trim(), text[(end + 1)..].Trim());
            if (name.Length == 0 || secret.Length == 0 || text.Length > LongestSecret)
                throw new CommandException(ExitCode.Usage, "stdin has no key and secret: the first line is the key, the rest the secret or the PEM");
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            ApiKeyFile.Write(file, new Secret(name), new Secret(secret));
            if (!ApiKeyFile.TryRead(file, out var key, out var fault))
            {
                File.Delete(file);
                throw new CommandException(ExitCode.Usage, fault);
            }

            context.Console.Out.WriteLine($"{file}: key {key}, readable by its owner alone");
            return (int)ExitCode.Ok;
        });
        command.Add(set);
    }
}
