using System.Collections;
using System.Reflection;
using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Wire;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Keys;

/// <summary>The secret, and the whole key, are in no text that anybody could see.</summary>
public sealed class HiddenSecrets
{
    [Fact]
    public async Task No_event_notice_or_printed_object_of_a_busy_gateway_has_them()
    {
        var answers = 0;
        await using var rig = await GatewayRig.StartAsync(exchange =>
        {
            exchange.On("POST /api/v3/order", _ => (answers++ % 5) switch
            {
                0 => Reply.Error(401, -2015, "Invalid API-key, IP, or permissions for action."),
                1 => Reply.Error(400, -1022, "Signature for this request is not valid."),
                2 => new Reply(502, "<html>"),
                3 => new Reply(0, "") { IsCut = true },
                _ => new Reply(200, "{}"),
            });
            exchange.OnMethod("userDataStream.subscribe.signature", static (session, request) => Task.FromResult<string?>(session.Number == 1
                ? $$"""{"id":{{request.Id}},"status":401,"error":{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."} }"""
                : $$"""{"id":{{request.Id}},"status":200,"result":{"subscriptionId":0} }"""));
        });
        var words = new List<VenueEvent> { await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true }) };
        for (var i = 0; i < 5; i++)
        {
            rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy($"s-1-{i}")));
            words.Add(await rig.Inbox.NextAsync<VenueEvent>(static word => word is VenueEvent.PlaceRefused or VenueEvent.PlaceUnknown));
        }

        var texts = words.Select(static word => word.ToString()).Concat(rig.Gateway.Links.Select(static link => link.ToString())).Concat([.. rig.Notices]).ToList();
        Assert.All(texts, static text => AssertClean(text));
        AssertNothingPrinted(rig.Gateway, new HashSet<object>(ReferenceEqualityComparer.Instance), 0);
    }

    [Fact]
    public void No_public_type_that_takes_a_key_prints_it()
    {
        var options = new CheckOptions
        {
            Rest = new Uri("http://127.0.0.1"), Streams = new Uri("ws://127.0.0.1"), WebSocketApi = new Uri("ws://127.0.0.1"), Symbols = [], Key = GatewayRig.Key,
        };
        foreach (var one in new object[] { GatewayRig.Key, GatewayRig.Key.Name, GatewayRig.Key.Signer, new Secret(GatewayRig.Secret), options })
        {
            AssertClean(one.ToString());
            AssertClean($"{one}");
        }
    }

    [Fact]
    public async Task No_exception_of_a_client_without_a_server_has_them()
    {
        var rig = await GatewayRig.StartAsync();
        await rig.Exchange.DisposeAsync();
        var outcome = await rig.Gateway.Client.AccountAsync(omitZeros: true, CancellationToken.None);
        AssertClean(outcome.ToString());
        AssertClean(outcome.Describe());
        await rig.Gateway.DisposeAsync();
    }

    private static void AssertClean(string? text)
    {
        Assert.DoesNotContain(GatewayRig.Secret, text ?? "", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(GatewayRig.KeyName, text ?? "", StringComparison.OrdinalIgnoreCase);
    }

    // Whatever a log could print of the gateway: every object of ours that hangs on it.
    private static void AssertNothingPrinted(object root, HashSet<object> seen, int depth)
    {
        if (depth > 8 || !seen.Add(root))
            return;
        AssertClean(root.ToString());
        if (root.GetType().Namespace?.StartsWith("MultiSmc", StringComparison.Ordinal) != true || root is Secret or RequestSigner)
            return;
        foreach (var field in root.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.GetValue(root) is { } value and not (string or Delegate or Pointer) and not IDictionary && !field.FieldType.IsPrimitive)
                AssertNothingPrinted(value, seen, depth + 1);
        }
    }
}
