namespace MultiSmc.Exchange.Tests.Market;

/// <summary>The protocol under the streams (RFC 6455), from a client that writes its frames by hand.</summary>
public sealed class WebSocketFrames
{
    [Theory]
    [InlineData("81 05 68 65 6C 6C 6F", 1002)] // without a mask
    [InlineData("C1 81 00 00 00 00 41", 1002)] // an extension's bit
    [InlineData("83 80 00 00 00 00", 1002)] // an unknown kind
    [InlineData("80 80 00 00 00 00", 1002)] // the rest of no message
    [InlineData("09 80 00 00 00 00", 1002)] // a ping in parts
    [InlineData("89 FE 00 7E 00 00 00 00", 1002)] // a ping too long
    [InlineData("81 FF FF FF FF FF FF FF FF FF 00 00 00 00", 1002)] // a length that can't be
    [InlineData("81 FF 00 00 00 00 00 10 00 00 00 00 00 00", 1009)] // a megabyte
    public async Task Are_closed_with_the_protocols_own_status_where_frames_are_wrong(string bytes, int status)
    {
        await using var rig = new MarketRig([MarketRig.Instrument(0, "BTCUSDT")]);
        await rig.StartAsync();
        using var client = await RawSocket.ConnectAsync(rig.Address, "/ws");

        await client.WriteAsync(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal((0x88, status), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Join_a_message_that_comes_in_parts_with_a_ping_between()
    {
        await using var rig = new MarketRig([MarketRig.Instrument(0, "BTCUSDT")]);
        await rig.StartAsync();
        using var client = await RawSocket.ConnectAsync(rig.Address, "/ws");
        var request = """{"method":"LIST_SUBSCRIPTIONS","id":1}"""u8.ToArray();

        await client.WriteAsync([0x01, (byte)(0x80 | 10), 0, 0, 0, 0, .. request[..10]]);
        await client.WriteAsync([0x89, 0x82, 0, 0, 0, 0, 7, 8]);
        await client.WriteAsync([0x80, (byte)(0x80 | (request.Length - 10)), 0, 0, 0, 0, .. request[10..]]);

        Assert.Equal(0x8A, await client.ReadFrameAsync());
        Assert.Equal(0x81, await client.ReadFrameAsync());
    }
}
