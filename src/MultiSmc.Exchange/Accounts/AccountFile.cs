using System.Security.Cryptography;
using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>Accounts and keys of an exchange, from a JSON file (docs/exchange.md) or the standard one.</summary>
public static class AccountFile
{
    /// <summary>The name of the standard account.</summary>
    public const string StandardName = "demo";

    private const long PpmPerRaw = FixedPoint.Scale / 1_000_000;

    /// <summary>One account with 100,000 USDT, nothing else, and a fresh key that may trade; its file is demo.key.</summary>
    public static IReadOnlyList<AccountOptions> Standard(StateFolder state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return
        [
            new AccountOptions
            {
                Name = StandardName,
                Parameters = new AccountParameters { InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(100_000 * FixedPoint.Scale))] },
                Keys = [state.NewKey(StandardName, new KeyRights())],
            },
        ];
    }

    /// <summary>Reads accounts; keys without a secret or public key are made and written to the state folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">Where new keys go.</param>
    /// <exception cref="FormatException">The file is wrong: says where and what is expected.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    public static IReadOnlyList<AccountOptions> Read(string path, StateFolder state)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("accounts", out var accounts)
                || accounts.ValueKind != JsonValueKind.Array)
                throw new FormatException("""{"accounts":[...]} is expected""");
            return [.. accounts.EnumerateArray().Select(account => Account(account, state))];
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private static AccountOptions Account(JsonElement json, StateFolder state)
    {
        var body = Body(json, "an account");
        var name = body.RequiredText("name");
        // Names of files are made from it.
        if (name.Length > 36 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new FormatException($"account name '{name}' is up to 36 letters, digits, - and _");
        var (maker, taker) = (body.Decimal("makerFee") ?? 1_000 * PpmPerRaw, body.Decimal("takerFee") ?? 1_000 * PpmPerRaw);
        var mode = body.OneOf("fees", "received", "received", "bnb");
        var balances = Amounts(body, json, "balances");
        var prices = Amounts(body, json, "bnbPrices");
        body.Read("keys");
        var keys = json.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select((key, i) => Key(key, $"{name}-{i + 1}", state)).ToArray() : [];
        if (body.Finish() is { } error)
            throw new FormatException($"account '{name}': {error}");
        return new AccountOptions
        {
            Name = name,
            Parameters = new AccountParameters
            {
                InitialBalances = [.. balances.Select(static one => new AssetAmount(new Asset(one.Name), new Money(one.Raw)))],
                MakerFeePpm = maker / PpmPerRaw,
                TakerFeePpm = taker / PpmPerRaw,
                FeeMode = mode == "bnb" ? FeeMode.Bnb : FeeMode.ReceivedAsset,
                BnbPrices = [.. prices.Select(static one => new BnbPrice(new Asset(one.Name), new Price(one.Raw)))],
            },
            Keys = keys,
        };
    }

    private static KeyOptions Key(JsonElement json, string file, StateFolder state)
    {
        var body = Body(json, "a key");
        var text = body.Text("apiKey");
        var secret = body.Text("secret");
        var publicKey = body.Text("publicKey");
        var rights = new KeyRights
        {
            CanTrade = body.Flag("trade") ?? true,
            CanWithdraw = body.Flag("withdraw") ?? false,
            CanTransfer = body.Flag("transfer") ?? false,
            Addresses = body.Texts("addresses") ?? [],
        };
        if ((secret ?? publicKey) is not null && text is null)
            body.Refuse("a key with a secret or public key of its own needs apiKey");
        if (secret is not null && publicKey is not null)
            body.Refuse("a key has secret (HMAC) or publicKey (PEM), not both");
        if (body.Finish() is { } error)
            throw new FormatException($"key {file}: {error}");
        if (secret is not null)
            return new KeyOptions(text ?? "", SignatureVerifier.FromSecret(new Secret(secret)), rights);
        return publicKey is not null ? new KeyOptions(text ?? "", SignatureVerifier.FromPem(publicKey), rights) : state.NewKey(file, rights);
    }

    private static AdminBody Body(JsonElement json, string what) =>
        json.ValueKind == JsonValueKind.Object ? new AdminBody(json) : throw new FormatException($"{what} is an object");

    private static List<(string Name, long Raw)> Amounts(AdminBody body, JsonElement json, string field)
    {
        body.Read(field);
        var amounts = new List<(string, long)>();
        if (!json.TryGetProperty(field, out var map))
            return amounts;
        foreach (var one in map.ValueKind == JsonValueKind.Object ? map.EnumerateObject() : default)
        {
            if (one.Value.ValueKind == JsonValueKind.String && FixedPoint.TryParse(one.Value.GetString(), out var raw) && raw >= 0)
                amounts.Add((one.Name, raw));
            else
                body.Refuse($"{field}.{one.Name} is a decimal in quotes, not below zero");
        }

        return amounts;
    }
}
