namespace MultiSmc.Core.Tests;

public sealed class AssetOrder
{
    [Fact]
    public void Is_ordinal()
    {
        string[] codes = ["USDT", "1INCH", "BNB", "BTC", "a"];
        Assert.Equal(["1INCH", "BNB", "BTC", "USDT", "a"], codes.Select(code => new Asset(code)).Order().Select(asset => asset.ToString()));
    }

    [Fact]
    public void Operators_say_the_same()
    {
        var (bnb, btc) = (new Asset("BNB"), new Asset("BTC"));
        Assert.True(bnb < btc && bnb <= btc && btc > bnb && btc >= bnb && bnb == new Asset("BNB"));
        Assert.False(bnb > btc || bnb >= btc || btc < bnb || btc <= bnb);
    }

    [Fact]
    public void No_asset_has_no_text() => Assert.Equal("", default(Asset).ToString());
}
