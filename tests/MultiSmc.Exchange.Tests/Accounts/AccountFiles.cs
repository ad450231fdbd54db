using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests;

/// <summary>Accounts and keys from a file.</summary>
public sealed class AccountFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("multismc-exchange-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reads_balances_fees_and_keys_and_makes_what_is_missing()
    {
        var accounts = Read(
            """
            {"accounts": [
              {"name": "alice", "balances": {"USDT": "100000", "BTC": "1"}, "keys": [{"withdraw": true, "addresses": ["127.0.0.1"]}]},
              {"name": "bob", "balances": {"BNB": "10"}, "makerFee": "0.0005", "fees": "bnb", "bnbPrices": {"USDT": "600"},
               "keys": [{"apiKey": "bobs-key", "secret": "bobs-secret", "trade": false}]}
            ]}
            """);
        var (alice, bob) = (accounts[0], accounts[1]);
        Assert.Equal(["USDT", "BTC"], alice.Parameters.InitialBalances.Select(one => one.Asset.Code));
        Assert.Equal((1_000, 500), (alice.Parameters.MakerFeePpm, bob.Parameters.MakerFeePpm));
        Assert.Equal((FeeMode.ReceivedAsset, FeeMode.Bnb), (alice.Parameters.FeeMode, bob.Parameters.FeeMode));
        Assert.True(alice.Keys[0].Rights is { CanTrade: true, CanWithdraw: true, Addresses: ["127.0.0.1"] });
        Assert.Equal(alice.Keys[0].ApiKey, File.ReadLines(Path.Combine(_folder.FullName, "alice-1.key")).First());
        Assert.Equal(("bobs-key", false), (bob.Keys[0].ApiKey, bob.Keys[0].Rights.CanTrade));
    }

    [Theory]
    [InlineData("[]", """{"accounts":[...]} is expected""")]
    [InlineData("""{"accounts":[{}]}""", "account '': field 'name' is needed")]
    [InlineData("""{"accounts":[{"name":"a","balance":{}}]}""", "account 'a': unknown field 'balance'")]
    [InlineData("""{"accounts":[{"name":"a","balances":{"USDT":1}}]}""", "account 'a': balances.USDT is a decimal in quotes, not below zero")]
    [InlineData("""{"accounts":[{"name":"a","fees":"none"}]}""", "account 'a': field 'fees' is one of received, bnb")]
    [InlineData("""{"accounts":[{"name":"../a"}]}""", "account name '../a' is up to 36 letters, digits, - and _")]
    [InlineData("""{"accounts":[{"name":"a","keys":[{"secret":"s"}]}]}""", "key a-1: a key with a secret or public key of its own needs apiKey")]
    public void Says_what_is_wrong(string json, string error) =>
        Assert.Contains(error, Assert.Throws<FormatException>(() => Read(json)).Message, StringComparison.Ordinal);

    private IReadOnlyList<AccountOptions> Read(string json)
    {
        var file = Path.Combine(_folder.FullName, "accounts.json");
        File.WriteAllText(file, json);
        return AccountFile.Read(file, new StateFolder(_folder.FullName));
    }
}
