using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>Answers commands and questions on a Unix socket that only its owner can open.</summary>
public sealed class ControlServer : IAsyncDisposable
{
    private const int MostTrades = 10_000;
    private const int MostLines = 500;

    private readonly INodeControl _node;
    private readonly NodeFolder _folder;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly TimeProvider _time;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _talks = [];
    private long _commands;

    private ControlServer(INodeControl node, NodeFolder folder, IReadOnlyList<Instrument> instruments, TimeProvider time, Socket listener)
    {
        (_node, _folder, _instruments, _time, _listener) = (node, folder, instruments, time, listener);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Begins to listen. Only the holder of the folder's lock may: a socket that a killed node left is taken away.</summary>
    /// <param name="node">Who is steered.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="instruments">What it trades.</param>
    /// <param name="time">The clock.</param>
    public static ControlServer Start(INodeControl node, NodeFolder folder, IReadOnlyList<Instrument> instruments, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        File.Delete(folder.Socket);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(folder.Socket));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            listener.Listen(16);
            return new ControlServer(node, folder, instruments, time, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] talks;
        lock (_gate)
            talks = [.. _talks];
        await Task.WhenAll(talks).ConfigureAwait(false);
        File.Delete(_folder.Socket);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return; // it is being ended
            }

            var talk = TalkAsync(client);
            lock (_gate)
                _talks.Add(talk);
            _ = talk.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        void Forget(Task talk)
        {
            lock (_gate)
                _talks.Remove(talk);
        }
    }

    private async Task TalkAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } line)
            {
                if (line.Length > ControlWords.LongestRequest)
                {
                    await SendAsync(stream, Error("the request is too long")).ConfigureAwait(false);
                    return;
                }

                await AnswerAsync(stream, line).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
        {
            // whoever asked has gone, or the node ends
        }
        catch (Exception fault)
        {
            // The host loop of one conversation: it ends, the node goes on.
            _node.Log.Write(LogLevel.Warning, "control-failed", $"a question on the control socket could not be answered: {fault.Message}");
        }
    }

    private async Task AnswerAsync(Stream stream, string line)
    {
        JsonDocument request;
        try
        {
            request = JsonDocument.Parse(line);
        }
        catch (JsonException fault)
        {
            await SendAsync(stream, Error($"not a request: {fault.Message}")).ConfigureAwait(false);
            return;
        }

        using (request)
        {
            var root = request.RootElement;
            if (root.ValueKind != JsonValueKind.Object || ControlWords.Number(root, "v") != ControlWords.Version)
                await SendAsync(stream, Error($"this node speaks version {ControlWords.Version}")).ConfigureAwait(false);
            else if (ControlWords.Text(root, "do") == "logs")
                await SendLogsAsync(stream, root).ConfigureAwait(false);
            else
                await SendAsync(stream, await AnswerOfAsync(root).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> AnswerOfAsync(JsonElement request)
    {
        switch (ControlWords.Text(request, "do"))
        {
            case "status":
                return await _node.StatusAsync(_stop.Token).ConfigureAwait(false) is { } status
                    ? Answer(json => StatusJson.Write(json, status))
                    : Error("the node has ended");
            case "trades":
                return Answer(json => TradesJson.Write(json, Trades(ControlWords.Number(request, "limit") ?? 100)));
            default:
                var id = $"{_time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}-{Interlocked.Increment(ref _commands)}";
                var problem = ControlWords.TryReadCommand(request, _instruments, id, out var command);
                if (command is null)
                    return Error(problem ?? "no command");
                var result = await _node.ExecuteAsync(command, _stop.Token).ConfigureAwait(false);
                return Answer(json =>
                {
                    json.WriteString("command", result.CommandId);
                    json.WriteBoolean("done", result.IsDone);
                    json.WriteString("message", result.Message);
                });
        }
    }

    private IReadOnlyList<TradeRow> Trades(int limit)
    {
        using var history = JournalHistory.Open(_folder.Journal);
        return history.Trades(new HistoryQuery { Limit = Math.Clamp(limit, 1, MostTrades) });
    }

    private async Task SendLogsAsync(Stream stream, JsonElement request)
    {
        var count = Math.Clamp(ControlWords.Number(request, "count") ?? 20, 0, MostLines);
        if (!ControlWords.Flag(request, "follow"))
        {
            foreach (var line in _node.Log.Recent(count))
                await SendAsync(stream, LogLine(line)).ConfigureAwait(false);
            await SendAsync(stream, Answer(static json => json.WriteBoolean("end", true))).ConfigureAwait(false);
            return;
        }

        await foreach (var line in _node.Log.FollowAsync(count, _stop.Token).ConfigureAwait(false))
            await SendAsync(stream, LogLine(line)).ConfigureAwait(false);
    }

    private static byte[] LogLine(string line) => Answer(json =>
    {
        json.WritePropertyName("log");
        json.WriteRawValue(line);
    });

    private async Task SendAsync(Stream stream, byte[] line) => await stream.WriteAsync(line, _stop.Token).ConfigureAwait(false);

    private static byte[] Answer(Action<Utf8JsonWriter> write) => Line(true, write);

    private static byte[] Error(string problem) => Line(false, json => json.WriteString("error", problem));

    private static byte[] Line(bool isOk, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v", ControlWords.Version);
            json.WriteBoolean("ok", isOk);
            write(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
