using System.Globalization;
using System.Text;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Commands;

/// <summary>The folder of the demonstration: made anew by each run, and an ordinary working folder for every other verb meanwhile and afterwards.</summary>
internal sealed class DemoFolder
{
    /// <summary>Name of the model that is trained.</summary>
    public const string Model = "demo";

    private const string Marker = ".multismc-demo";
    private const string KeyFile = "exchange/demo.key";

    // Value that closes a packet: some dozens of packets an hour of the market's time.
    private static readonly Dictionary<string, int> Buckets = new(StringComparer.Ordinal)
    {
        ["BTCUSDT"] = 300_000, ["ETHUSDT"] = 200_000, ["LTCUSDT"] = 20_000, ["TRXUSDT"] = 20_000,
    };

    private DemoFolder(string path) => Root = path;

    /// <summary>Its path.</summary>
    public string Root { get; }

    /// <summary>The catalog with the market's past.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>Keys and addresses of the local exchange.</summary>
    public string Exchange => Path.Combine(Root, "exchange");

    /// <summary>The configuration.</summary>
    public string Configuration => Path.Combine(Root, StarterFiles.ConfigurationFile);

    /// <summary>Makes the folder anew.</summary>
    /// <exception cref="CommandException">There is a folder of that name that no demonstration has made.</exception>
    public static DemoFolder Make(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!File.Exists(Path.Combine(path, Marker)))
                throw new CommandException(ExitCode.Usage, $"{path} is there and no demonstration made it; name another folder with --folder");
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, Marker), "Made by `multismc demo`, and removed by its next run.\n");
        return new DemoFolder(path);
    }

    /// <summary>Writes the configuration.</summary>
    /// <param name="listings">What is traded.</param>
    /// <param name="place">Where the exchange is; null while there is none.</param>
    /// <param name="hasModel">A model was trained.</param>
    public void WriteConfiguration(IReadOnlyList<SyntheticListing> listings, ExchangePlace? place, bool hasModel)
    {
        var text = new StringBuilder("""
            # Written by `multismc demo`: a synthetic market, a local exchange, play money.
            schema: 1
            data: { root: data }
            models: { root: models }
            account: { balances: { USDT: "100000" } }
            defaults:
              structure: { left: 5, right: 5, min_range_ppm: 6000, ttl_packets: 400, hold_packets: 800 }

            """);
        // The model's own threshold keeps so few orders that for minutes nothing would fill.
        if (hasModel)
            text.Append("  strategy: { threshold: fixed, threshold_value_milli: 400 }\n");
        text.Append("symbols:\n");
        foreach (var listing in listings)
            WriteSymbol(text, listing.Instrument, hasModel);
        text.Append("""
            risk: { max_exposure_ppm: 1000000, daily_loss_ppm: 0, max_positions: 4 }
            node: { state: state, warm_up: 1h }

            """);
        if (place is not null)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                 exchange:
                   environment: custom
                   rest_url: {place.Rest}
                   api_url: {place.WebSocketApi}
                   stream_url: {place.Streams}
                   key_file: {KeyFile}

                 """);
        }

        File.WriteAllText(Configuration, text.ToString());
    }

    private static void WriteSymbol(StringBuilder text, Instrument instrument, bool hasModel) => text.Append(
        CultureInfo.InvariantCulture,
        $$"""
            - symbol: {{instrument.Symbol}}
              packets: { bucket: {{Buckets[instrument.Symbol]}} }
              model: {{(hasModel ? Model : "none")}}
              instrument:
                { base: {{instrument.Base}}, quote: {{instrument.Quote}}, tick_size: {{instrument.TickSize}}, lot_size: {{instrument.LotSize}},
                  min_quantity: {{instrument.MinQuantity}}, max_quantity: {{instrument.MaxQuantity}}, min_notional: {{instrument.MinNotional}} }

          """);
}
