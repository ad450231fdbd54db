using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class SecretInAConfiguration
{
    private const string Secret = "hunter2hunter2";

    [Theory]
    [InlineData("exchange:\n  api_secret: hunter2hunter2\n")]
    [InlineData("exchange:\n  keys:\n    - {apiKey: hunter2hunter2}\n")]
    [InlineData("fees:\n  api-key: hunter2hunter2\n")]
    [InlineData("fees:\n  maker_ppm: {password: hunter2hunter2}\n")]
    [InlineData("account:\n  balances:\n    USDT: 1\n    TELEGRAM_TOKEN: hunter2hunter2\n")]
    [InlineData("risk: [{passphrase: hunter2hunter2}]\n")]
    public void Is_refused_with_its_value_masked(string appended)
    {
        var faults = Given.Faults(Given.Least + appended);

        Assert.Contains(faults, static f => f.Contains("'***' a secret does not belong in a configuration", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, static f => f.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exchange:\n  api_sceret: hunter2hunter2\n")]
    [InlineData("fees:\n  sekret: hunter2hunter2\n")]
    public void Is_not_shown_even_under_a_misspelt_key(string appended) =>
        Assert.DoesNotContain(Given.Faults(Given.Least + appended), static f => f.Contains(Secret, StringComparison.Ordinal));

    [Fact]
    public void Is_not_shown_when_it_comes_from_the_environment()
    {
        var variables = new Dictionary<string, string>
        {
            ["MULTISMC__FEES__API_SECRET"] = Secret,
            ["MULTISMC__EXCHANGE__API_SECRET"] = Secret,
            ["MULTISMC__ACCOUNT__BALANCES__API_SECRET"] = Secret,
        };

        var faults = Given.Faults(Given.Least + "account: {balances: {USDT: 1}}\n", variables);

        Assert.Equal(3, faults.Length);
        Assert.DoesNotContain(faults, static f => f.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api_secret", true)]
    [InlineData("BotToken", true)]
    [InlineData("private-key", true)]
    [InlineData("key_file", false)]
    [InlineData("secret_env", false)]
    [InlineData("hold_packets", false)]
    public void Is_recognised_by_its_name(string key, bool isSecret) => Assert.Equal(isSecret, SecretNames.Contains(key));

    [Fact]
    public void Is_the_name_of_no_key_of_ours() =>
        Assert.DoesNotContain(ConfigurationSchema.Walk(), static row => SecretNames.Contains(row.Node.Name));
}
