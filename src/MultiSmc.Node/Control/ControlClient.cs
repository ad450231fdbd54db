using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Node;

/// <summary>Talks to a running node over its control socket.</summary>
public sealed class ControlClient : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private ControlClient(NetworkStream stream)
    {
        _stream = stream;
        _reader = new StreamReader(stream, Encoding.UTF8);
    }

    /// <summary>Connects.</summary>
    /// <param name="folder">The node's state folder.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when no node listens there.</returns>
    public static async Task<ControlClient?> ConnectAsync(NodeFolder folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Socket), cancellation).ConfigureAwait(false);
            return new ControlClient(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null; // no socket, or one that a killed node left
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks, and waits for one answer.</summary>
    /// <param name="verb">What is asked for: "status".</param>
    /// <param name="write">Adds members to the request.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer; null when the node went away.</returns>
    public async Task<JsonDocument?> AskAsync(string verb, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v", ControlWords.Version);
            json.WriteString("do", verb);
            write(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        await _stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation).ConfigureAwait(false);
        return await ReadAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits for one more line of an answer that has several.</summary>
    /// <returns>Null when the node went away.</returns>
    public async Task<JsonDocument?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line ? JsonDocument.Parse(line) : null;
        }
        catch (IOException)
        {
            return null; // it was killed
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }
}
