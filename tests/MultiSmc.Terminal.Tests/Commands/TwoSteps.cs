using System.Globalization;
using Microsoft.AspNetCore.SignalR.Client;
using MultiSmc.Engine;

namespace MultiSmc.Terminal.Tests;

/// <summary>Prepare, then execute: once, in time, by who may.</summary>
public sealed class TwoSteps
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_carried_out_once_however_often_it_is_sent()
    {
        var node = new HostedTerminal.FakeNode();
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000, mode: TerminalMode.Paper), control: node);
        var hub = await terminal.ConnectAsync();
        var prepared = await hub.InvokeAsync<PrepareReply>("prepare", new { kind = "pause", args = new { keepEntries = true } }, Cancellation);
        Assert.True(prepared.Ok);
        var replies = new List<ExecuteReply>();
        for (var i = 0; i < 3; i++)
            replies.Add(await hub.InvokeAsync<ExecuteReply>("execute", new { token = prepared.Token, commandId = "c-1" }, Cancellation));
        replies.Add(await hub.InvokeAsync<ExecuteReply>("execute", new { token = prepared.Token, commandId = "c-2" }, Cancellation));
        Assert.Equal(["accepted", "duplicate", "duplicate", "duplicate"], replies.Select(static reply => reply.Result));
        await WaitAsync(() => !node.Commands.IsEmpty);
        var command = Assert.IsType<OperatorCommand.Pause>(Assert.Single(node.Commands));
        Assert.Equal(("c-1", "terminal", true, null), (command.Id, command.By, command.KeepEntries, command.Instrument));
    }

    [Fact]
    public async Task A_token_dies_after_fifteen_seconds_and_an_unknown_one_is_refused()
    {
        var node = new HostedTerminal.FakeNode();
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000, mode: TerminalMode.Live), control: node);
        var hub = await terminal.ConnectAsync();
        var prepared = await hub.InvokeAsync<PrepareReply>("prepare", new { kind = "kill", args = new { flatten = true } }, Cancellation);
        terminal.Session.Clock.Advance(TimeSpan.FromSeconds(15.1));
        Assert.Equal("expired", (await hub.InvokeAsync<ExecuteReply>("execute", new { token = prepared.Token, commandId = "c-1" }, Cancellation)).Result);
        Assert.Equal("token-unknown", (await hub.InvokeAsync<ExecuteReply>("execute", new { token = "nonsense", commandId = "c-2" }, Cancellation)).Code);
        Assert.Empty(node.Commands);
    }

    [Fact]
    public async Task What_can_not_be_done_is_said_before_it_is_tried()
    {
        var node = new HostedTerminal.FakeNode();
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000, mode: TerminalMode.Paper), control: node);
        var hub = await terminal.ConnectAsync();
        foreach (var (request, code) in new (object, string)[]
        {
            (new { kind = "cancel-order", orderId = "nope" }, "unknown-order"),
            (new { kind = "close-position", symbol = DemoSession.First }, "no-position"),
            (new { kind = "close-position", symbol = "NOPE" }, "unknown-symbol"),
            (new { kind = "cancel-all" }, "nothing-to-do"),
            (new { kind = "promote-model", args = new { model = "x" } }, "unsupported"),
            (new { kind = "dance" }, "bad-request"),
        })
        {
            var reply = await hub.InvokeAsync<PrepareReply>("prepare", request, Cancellation);
            Assert.False(reply.Ok);
            Assert.Equal(code, reply.Code);
        }
    }

    [Fact]
    public async Task A_part_of_a_position_is_shown_and_handed_over_as_a_share()
    {
        await using var session = await HoldingAsync();
        var held = session.Model.Read(static state => (state.Symbols[state.Positions[0].Instrument.Index].Name, state.Positions[0].Setup.Number, state.Positions[0].Held));
        var node = new HostedTerminal.FakeNode();
        await using var desk = new CommandDesk(session.Model, node);

        var whole = desk.Prepare(new PrepareRequest("close-position", held.Name, Args: new PrepareArguments(Setup: held.Number)), Role.Trade);
        var half = desk.Prepare(new PrepareRequest("close-position", held.Name, Args: new PrepareArguments(Setup: held.Number, PartPpm: 500_000)), Role.Trade);
        var speck = desk.Prepare(new PrepareRequest("close-position", held.Name, Args: new PrepareArguments(Setup: held.Number, PartPpm: 999_999)), Role.Trade);
        var crumb = desk.Prepare(new PrepareRequest("close-position", held.Name, Args: new PrepareArguments(Setup: held.Number, PartPpm: 1)), Role.Trade);
        var none = desk.Prepare(new PrepareRequest("close-position", held.Name, Args: new PrepareArguments(Setup: held.Number, PartPpm: 0)), Role.Trade);

        Assert.Equal(("part-too-small", "part-too-small", "bad-request"), (speck.Code, crumb.Code, none.Code));
        Assert.NotNull(whole.Preview);
        Assert.NotNull(half.Preview);
        var (all, part) = (Assert.Single(whole.Preview.Sells), Assert.Single(half.Preview.Sells));
        Assert.Equal(held.Held.ToString(), all.Qty);
        Assert.InRange(decimal.Parse(part.Qty, CultureInfo.InvariantCulture) / decimal.Parse(all.Qty, CultureInfo.InvariantCulture), 0.49m, 0.5m);
        Assert.InRange(decimal.Parse(part.Value, CultureInfo.InvariantCulture) / decimal.Parse(all.Value, CultureInfo.InvariantCulture), 0.49m, 0.5m);
        desk.Execute(new ExecuteRequest(half.Token ?? "", "c-1"), Role.Trade);
        await WaitAsync(() => !node.Commands.IsEmpty);
        Assert.Equal(new PositionPart.Share(500_000), Assert.IsType<OperatorCommand.ClosePosition>(Assert.Single(node.Commands)).Part);
    }

    [Fact]
    public async Task A_backtest_takes_no_command()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), control: new HostedTerminal.FakeNode());
        var hub = await terminal.ConnectAsync();
        Assert.True((await hub.InvokeAsync<HelloReply>("hello", new { proto = 1, lang = "ru" }, Cancellation)).ReadOnly);
        Assert.Equal("read-only", (await hub.InvokeAsync<PrepareReply>("prepare", new { kind = "pause" }, Cancellation)).Code);
        Assert.Equal("read-only", (await hub.InvokeAsync<ExecuteReply>("execute", new { token = "t", commandId = "c" }, Cancellation)).Code);
    }

    [Fact]
    public async Task A_command_that_never_reached_the_node_is_told_as_failed()
    {
        var node = new HostedTerminal.FakeNode { Failure = new InvalidOperationException("the node has ended") };
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000, mode: TerminalMode.Paper), control: node);
        var hub = await terminal.ConnectAsync();
        var prepared = await hub.InvokeAsync<PrepareReply>("prepare", new { kind = "resume" }, Cancellation);
        await hub.InvokeAsync<ExecuteReply>("execute", new { token = prepared.Token, commandId = "c-9" }, Cancellation);
        await WaitAsync(() => terminal.Session.Model.Read(static state => state.Commands.Count) > 0);
        var told = terminal.Session.Model.Read(static state => state.Commands[^1]);
        Assert.Equal(("c-9", "failed", "not-connected"), (told.Id, told.State, told.Code));
    }

    private static async Task WaitAsync(Func<bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isReached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    // Tapes of growing length, up to the first that ends with something held.
    private static async Task<DemoSession> HoldingAsync()
    {
        for (var trades = 6_000; trades <= 20_000; trades += 500)
        {
            var session = new DemoSession(trades, mode: TerminalMode.Paper);
            session.Run();
            if (session.Model.Read(static state => state.Positions.Count) > 0)
                return session;
            await session.DisposeAsync();
        }

        throw new InvalidOperationException("no tape ends with a position");
    }
}
