using System.Text.Json;
using MultiSmc.Exchange;

namespace MultiSmc.Cli.Commands;

/// <summary>Where a running exchange is to be found.</summary>
/// <param name="Rest">Base of REST.</param>
/// <param name="WebSocketApi">The WebSocket API.</param>
/// <param name="Streams">Base of the market streams.</param>
/// <param name="Admin">Base of the admin API.</param>
/// <param name="State">Folder with keys and token.</param>
internal sealed record ExchangePlace(string Rest, string WebSocketApi, string Streams, string Admin, string State)
{
    private const string Schema = "multismc.exchange/1";
    private const string FileName = "exchange.json";

    public static ExchangePlace Of(Uri address, StateFolder state)
    {
        var host = address.Authority;
        return new ExchangePlace($"http://{host}", $"ws://{host}/ws-api/v3", $"ws://{host}", $"http://{host}/admin/v1/", state.Path);
    }

    /// <summary>Whether a folder is one where an exchange left its addresses.</summary>
    public static bool IsIn(string? folder) => folder is not null && File.Exists(Path.Combine(folder, FileName));

    /// <summary>Leaves the addresses in the state folder.</summary>
    public void WriteFile(StateFolder state)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteFields(json);
            json.WriteEndObject();
        }

        state.Write(FileName, buffer.ToArray());
    }

    /// <summary>Prints them as JSON.</summary>
    public void WriteJson(CommandConsole console) => console.WriteJson(Schema, WriteFields);

    /// <summary>Prints them for people.</summary>
    public void WriteText(CommandConsole console, IReadOnlyList<AccountOptions> accounts)
    {
        console.Out.WriteLine($"REST           {Rest}");
        console.Out.WriteLine($"WebSocket API  {WebSocketApi}");
        console.Out.WriteLine($"streams        {Streams}");
        console.Out.WriteLine($"admin          {Admin}  (token: {Path.Combine(State, "admin.token")})");
        console.Out.WriteLine($"accounts       {string.Join(", ", accounts.Select(static one => one.Name))}  (new keys: {Path.Combine(State, "*.key")})");
        console.Out.Flush();
    }

    private void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("rest", Rest);
        json.WriteString("webSocketApi", WebSocketApi);
        json.WriteString("streams", Streams);
        json.WriteString("admin", Admin);
        json.WriteString("state", State);
    }
}
