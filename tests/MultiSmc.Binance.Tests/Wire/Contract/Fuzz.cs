using System.Text;
using CsCheck;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Wire;

/// <summary>Broken messages: read or refused with a typed fault, never anything else. CsCheck prints the seed of a failure.</summary>
public sealed class Fuzz
{
    [Fact]
    public void Broken_messages_are_refused_with_a_typed_fault()
    {
        var seeds = Golden.Files.Select(file => (file, message: Golden.Bytes(file))).Where(static seed => seed.message.Length < 4_000).ToArray();
        Mutated(seeds).Sample(
            static mutated =>
            {
                try
                {
                    Golden.Again(mutated.File, mutated.Message);
                }
                catch (MessageFaultException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            },
            iter: 30_000);
    }

    [Fact]
    public void Broken_messages_are_refused_by_every_opener()
    {
        var seeds = Golden.Files.Select(file => (file, message: Golden.Bytes(file))).Where(static seed => seed.message.Length < 1_000).ToArray();
        Mutated(seeds).Sample(
            static mutated =>
            {
                StreamFrame.TryOpen(mutated.Message, out _, out _);
                WsApiReply.TryOpen(mutated.Message, out _, out _);
                UserEventFrame.TryDecode(mutated.Message, out _, out _);
                if (StreamRequest.TryRead(mutated.Message, out var stream, out _))
                    stream.TryGetStreams(out _);
                if (WsApiRequest.TryRead(mutated.Message, out var request, out _, out _) && request.Params is { } list)
                {
                    var reader = new ParameterReader(list);
                    PlaceOrder.Read(reader);
                    PlaceOco.Read(reader);
                    PlaceTriggered.Read(reader, "otoco");
                    HistoryRange.Read(reader);
                    reader.Texts("symbols");
                    reader.Finish();
                }
            },
            iter: 30_000);
    }

    // Half a surrogate pair and bytes that are no UTF-8 are sound JSON to a scanner and only fail when the text is asked for.
    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\xff")]
    [InlineData("\\ud800\\u0041")]
    public void Texts_that_are_none_are_refused_wherever_they_stand(string broken)
    {
        foreach (var file in Golden.Files.Where(static file => !file.Contains("recorded", StringComparison.Ordinal)))
        {
            var text = Encoding.Latin1.GetString(Golden.Bytes(file));
            for (var at = text.IndexOf('"', StringComparison.Ordinal); at >= 0; at = text.IndexOf('"', at + 1))
            {
                var message = Encoding.Latin1.GetBytes(text.Insert(at + 1, broken));
                try
                {
                    Golden.Again(file, message);
                }
                catch (MessageFaultException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }
        }
    }

    [Fact]
    public void Queries_of_any_text_are_read() => Gen.String.Select(Gen.String).Sample((query, body) =>
    {
        var list = ParameterList.FromRequest(query, body);
        var reader = new ParameterReader(list);
        CancelReplaceOrder.Read(reader);
        return list.ToQuery().All(char.IsAscii) && reader.Finish() is not null;
    });

    private static Gen<(string File, byte[] Message)> Mutated((string File, byte[] Message)[] seeds) =>
        Gen.Select(
            Gen.Int[0, seeds.Length - 1],
            Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3_999], Gen.OneOf(MutatedMessages.Of("\"\\{}[],:.-0123456789 tfnE\0"u8.ToArray()), Gen.Byte)).Array[1, 4],
            (i, changes) => (seeds[i].File, changes.Aggregate(seeds[i].Message, Change)));

    private static byte[] Change(byte[] message, (int How, int At, byte Value) change)
    {
        if (message.Length == 0)
            return [change.Value];
        var at = change.At % message.Length;
        return change.How switch
        {
            0 => [.. message[..at], change.Value, .. message[(at + 1)..]],
            1 => [.. message[..at], change.Value, .. message[at..]],
            2 => [.. message[..at], .. message[(at + 1)..]],
            3 => [.. message[..at], .. message[(at / 2)..]],
            _ => message[..at],
        };
    }
}
