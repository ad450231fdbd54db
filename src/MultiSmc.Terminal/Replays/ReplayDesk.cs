using System.Runtime.CompilerServices;
using MultiSmc.Core;

namespace MultiSmc.Terminal;

// The names are those of the page (web/src/data/replay.ts).

/// <param name="Act">"pause", "resume", "step", "speed", "back".</param>
/// <param name="Unit">Of a step: "input", "packet", "setup".</param>
/// <param name="Symbol">Whose packet or setup; null for anybody's.</param>
/// <param name="Speed">Of "speed"; null: as fast as it can.</param>
internal sealed record SteerRequest(string Act, string? Unit = null, string? Symbol = null, double? Speed = null);

internal sealed record SteerReply(string? Code, ReplayState? State);

/// <summary>Where people steer a backtest or a replay that is shown: its pace, never its decisions.</summary>
internal sealed class ReplayDesk(ReplayPace? pace, TerminalModel model)
{
    private const double MostSpeed = 1_000_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>How it stands, whenever that has changed; nothing where nothing can be steered.</summary>
    public async IAsyncEnumerable<ReplayState> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (pace is null)
            yield break;
        using var timer = new PeriodicTimer(LookEvery, model.Clock);
        ReplayState? last = null;
        do
        {
            var now = pace.State;
            if (now != last)
                yield return last = now;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>Steers it.</summary>
    public SteerReply Steer(SteerRequest request, Role role)
    {
        if (pace is null)
            return new SteerReply("unsupported", null);
        if (role != Role.Trade)
            return new SteerReply("read-only", pace.State);
        InstrumentId? instrument = null;
        if (request.Symbol is { } symbol)
        {
            instrument = model.Setup.Markets.FirstOrDefault(market => market.Instrument.Symbol == symbol)?.Instrument.Id;
            if (instrument is null)
                return new SteerReply("unknown-symbol", pace.State);
        }

        switch (request.Act)
        {
            case "pause" or "resume":
                pace.Pause(request.Act == "pause");
                break;
            case "speed" when request.Speed is null or (> 0 and <= MostSpeed):
                pace.Run(request.Speed);
                break;
            case "back":
                if (!pace.GoBack(instrument))
                    return new SteerReply("unsupported", pace.State);
                break;
            case "step" when request.Unit is "input" or "packet" or "setup":
                pace.Go(request.Unit switch { "input" => ReplayStep.Input, "packet" => ReplayStep.Packet, _ => ReplayStep.Setup }, instrument);
                break;
            default:
                return new SteerReply("bad-request", pace.State);
        }

        return new SteerReply(null, pace.State);
    }
}
