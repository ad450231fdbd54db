using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class EndpointFacts
{
    [Fact]
    public void Every_request_is_found_by_its_names()
    {
        Assert.Equal(Endpoints.All.Count, Endpoints.All.Distinct().Count());
        foreach (var endpoint in Endpoints.All)
        {
            if (endpoint.Method.Length > 0)
                Assert.Same(endpoint, Endpoints.ByMethod(endpoint.Method));
            if (endpoint.Path.Length > 0)
                Assert.Same(endpoint, Endpoints.ByPath(endpoint.Verb, endpoint.Path));
        }

        Assert.Null(Endpoints.ByMethod("userDataStream.start"));
        Assert.Null(Endpoints.ByPath("POST", "/api/v3/userDataStream"));
    }

    [Fact]
    public void Every_golden_request_s_method_is_known()
    {
        var files = Directory.GetFiles(SharedData.Require(Golden.Folder + "/ws-api"), "*.request.json");
        Assert.True(files.Length >= 17);
        Assert.All(files, file =>
        {
            using var request = JsonDocument.Parse(File.ReadAllBytes(file));
            Assert.NotNull(Endpoints.ByMethod(request.RootElement.GetProperty("method").GetString() ?? ""));
        });
    }

    [Fact]
    public void What_a_request_changes_is_told()
    {
        Assert.Equal(
            (RequestKind.Place, RequestKind.Cancel, RequestKind.Place, RequestKind.Read, RequestKind.Read),
            (Endpoints.PlaceOco.Kind, Endpoints.CancelList.Kind, Endpoints.AmendOrder.Kind, Endpoints.OrderStatus.Kind, Endpoints.SessionLogon.Kind));
        Assert.Equal((1, 3, true), (Endpoints.PlaceOtoco.Weight, Endpoints.PlaceOtoco.Orders, Endpoints.PlaceOtoco.IsFreeOnSuccess));
        Assert.False(Endpoints.TestOrder.IsFreeOnSuccess);
        Assert.Equal((5, 25, 50, 250), (Endpoints.DepthWeight(100), Endpoints.DepthWeight(101), Endpoints.DepthWeight(1000), Endpoints.DepthWeight(5000)));
    }
}
