using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Benchmarks.Wire;

/// <summary>What a user data event and a signed order cost on their way in and out; the framework's document parser is the yardstick.</summary>
[MemoryDiagnoser]
public class MessageCosts
{
    private static readonly byte[] Report = Encoding.UTF8.GetBytes(
        """
        {"subscriptionId":0,"event":{"e":"executionReport","E":1767225600123,"s":"BTCUSDT","c":"ote-7-e0","S":"BUY","o":"LIMIT_MAKER","f":"GTC",
        "q":"0.01000000","p":"60000.10000000","P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":42,
        "l":"0.00500000","z":"0.00500000","L":"60000.10000000","n":"0.00000500","N":"BTC","T":1767225600122,"t":77,"I":8641984,"w":true,"m":true,
        "M":true,"O":1767225600000,"Z":"300.00050000","Y":"300.00050000","Q":"0.00000000","W":1767225600000,"V":"EXPIRE_MAKER"}}
        """);

    private static readonly OrderSteps Steps = new(new Price(1_000_000), new Quantity(1_000));

    private readonly RequestSigner _hmac = RequestSigner.FromSecret(new Secret("made-up-secret-for-tests-0123456789abcdef"));

    private readonly RequestSigner _ed25519 = RequestSigner.FromPem(new Secret(
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n"));

    private readonly PlaceOrder _order = new()
    {
        Symbol = "BTCUSDT",
        Side = Side.Buy,
        Quantity = new Quantity(1_000_000),
        ResponseType = ResponseType.Full,
        Terms = new OrderTerms { Type = OrderType.LimitMaker, Price = new Price(6_000_010_000_000), ClientOrderId = new ClientOrderId("ote-7-e0") },
    };

    private UserEventFrame _frame = new(null, new ServerShutdown { EventTime = default });

    [GlobalSetup]
    public void Setup() => _frame = UserEventFrame.TryDecode(Report, out var frame, out var fault) ? frame : throw new MessageFaultException(fault);

    [Benchmark(Baseline = true)]
    public int ParseDocument()
    {
        using var document = JsonDocument.Parse(Report);
        return document.RootElement.GetProperty("event"u8).GetProperty("i"u8).GetInt32();
    }

    [Benchmark]
    public bool ReadExecutionReport() => UserEventFrame.TryDecode(Report, out _, out _);

    [Benchmark]
    public byte[] WriteExecutionReport() => _frame.Encode();

    [Benchmark]
    public string OrderQuerySignedWithHmac() => _hmac.SignQuery(Order());

    [Benchmark]
    public string OrderQuerySignedWithEd25519() => _ed25519.SignQuery(Order());

    private ParameterList Order()
    {
        var list = new ParameterList();
        _order.WriteTo(list, Steps);
        return list.Add("recvWindow", 5000).Add("timestamp", 1767225600000);
    }
}
