using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace MultiSmc.Terminal;

/// <summary>What a page calls over its socket. One instance a call; what belongs to the connection stays in its items.</summary>
internal sealed class TerminalHub(TerminalModel model, CommandDesk desk, ReplayDesk replay, TerminalDescription description) : Microsoft.AspNetCore.SignalR.Hub
{
    private const string PageKey = "page";

    public HelloReply Hello(HelloRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return description.Hello(request.Proto, RoleOfCaller());
    }

    /// <summary>The frames, until the page goes. A second stream ends the first.</summary>
    public async IAsyncEnumerable<FrameJson> Stream(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var page = model.Feed.Subscribe(description.SymbolOr(request.Focus), request.Epoch, request.LastSeq);
        if (Context.Items.TryGetValue(PageKey, out var before) && before is FeedSubscription old)
            old.Close();
        Context.Items[PageKey] = page;
        try
        {
            while (await page.NextAsync(cancellation).ConfigureAwait(false) is { } frame)
                yield return frame;
        }
        finally
        {
            model.Feed.Unsubscribe(page);
        }
    }

    public void Focus(string symbol)
    {
        if (Context.Items.TryGetValue(PageKey, out var item) && item is FeedSubscription page)
            model.Feed.Turn(page, description.SymbolOr(symbol));
    }

    public PrepareReply Prepare(PrepareRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return desk.Prepare(request, RoleOfCaller());
    }

    public ExecuteReply Execute(ExecuteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return desk.Execute(request, RoleOfCaller());
    }

    /// <summary>How a backtest or replay stands, until the page goes; ends at once where there is none.</summary>
    public IAsyncEnumerable<ReplayState> Replay(CancellationToken cancellation) => replay.WatchAsync(cancellation);

    public SteerReply Steer(SteerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return replay.Steer(request, RoleOfCaller());
    }

    public PingReply Ping(double t) => new(t, model.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private Role RoleOfCaller() => Context.GetHttpContext() is { } context ? Gatekeeper.RoleOf(context) : Role.None;
}
