using Microsoft.AspNetCore.Builder;

namespace MultiSmc.Terminal;

/// <summary>Long work that the page knows of and this terminal does not do: each is answered with the command that does it.</summary>
internal static class NotOffered
{
    private static readonly (string Path, string Instead)[] s_work =
    [
        ("runs", "A run is not started from here: use `multismc backtest`, and it appears in this list."),
        ("models/train", "A model is not trained from here: use `multismc model train`, and it appears in this list."),
        ("catalog/plan", "Data is not downloaded from here: use `multismc data download`."),
        ("catalog/download", "Data is not downloaded from here: use `multismc data download`."),
        ("catalog/verify", "Data is not verified from here: use `multismc data verify`."),
        ("packet-sets", "No packet sets are stored: packets are built from the trades each time."),
        ("lab/presets", "Presets are not stored: write the values into the configuration."),
    ];

    public static void Map(WebApplication app)
    {
        foreach (var (path, instead) in s_work)
            app.MapPost($"{TerminalApi.Root}/{path}", _ => throw ApiException.Unavailable(instead));
        app.MapPost(TerminalApi.Root + "/jobs/{id}/{what}", static _ => throw ApiException.NotFound("There is no such job."));
    }
}
