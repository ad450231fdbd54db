namespace MultiSmc.Core.Tests;

public sealed class AccountBalances
{
    private static readonly Asset Usdt = new("USDT");

    [Fact]
    public void Are_listed_in_ordinal_order_whatever_came_first()
    {
        var balances = new Balances();
        string[] codes = ["USDT", "BTC", "1INCH", "ETH", "BNB", "LTC", "AAVE"];
        foreach (var code in codes)
            Assert.True(balances.TryAdd(new Asset(code), new Money(code.Length)));
        Assert.Equal(["1INCH", "AAVE", "BNB", "BTC", "ETH", "LTC", "USDT"], balances.All.Select(entry => entry.Asset.Code));
        Assert.Equal(balances.All, Enumerable.Range(0, balances.Count).Select(balances.At));
        Assert.All(codes, code => Assert.Equal(code.Length, balances[new Asset(code)].Free.Raw));
    }

    [Fact]
    public void Of_an_asset_never_held_are_zero()
    {
        var balances = new Balances();
        Assert.Equal(default, balances[Usdt]);
        Assert.Equal(0, balances.Count);
        Assert.Throws<IndexOutOfRangeException>(() => balances.At(0));
    }

    [Fact]
    public void Move_from_free_to_locked_and_back()
    {
        var balances = Holding("100", "0");
        Assert.True(balances.TryLock(Usdt, Raw.Money("30")));
        Assert.Equal(new Balance(Raw.Money("70"), Raw.Money("30")), balances[Usdt]);
        balances.Unlock(Usdt, Raw.Money("10"));
        Assert.Equal(new Balance(Raw.Money("80"), Raw.Money("20")), balances[Usdt]);
        balances.TakeLocked(Usdt, Raw.Money("20"));
        Assert.Equal(new Balance(Raw.Money("80"), Money.Zero), balances[Usdt]);
    }

    [Theory]
    [InlineData("100.00000001")]
    [InlineData("-1")]
    public void Lock_only_what_is_free(string amount)
    {
        var balances = Holding("100", "50");
        Assert.False(balances.TryLock(Usdt, Raw.Money(amount)));
        Assert.Equal(new Balance(Raw.Money("100"), Raw.Money("50")), balances[Usdt]);
    }

    [Fact]
    public void Never_give_more_than_is_free()
    {
        var balances = Holding("100", "50");
        Assert.False(balances.TryAdd(Usdt, Raw.Money("-100.00000001")));
        Assert.True(balances.TryAdd(Usdt, Raw.Money("-100")));
        Assert.Equal(new Balance(Money.Zero, Raw.Money("50")), balances[Usdt]);
    }

    [Theory]
    [InlineData("50.00000001")]
    [InlineData("-1")]
    public void Unlocking_or_taking_what_was_not_locked_breaks_a_rule(string amount)
    {
        var balances = Holding("100", "50");
        Assert.Throws<InvariantException>(() => balances.Unlock(Usdt, Raw.Money(amount)));
        Assert.Throws<InvariantException>(() => balances.TakeLocked(Usdt, Raw.Money(amount)));
        Assert.Equal(new Balance(Raw.Money("100"), Raw.Money("50")), balances[Usdt]);
    }

    [Fact]
    public void Are_replaced_by_the_exchanges_word()
    {
        var balances = Holding("100", "50");
        balances.Set(Usdt, new Balance(Raw.Money("1"), Raw.Money("2")));
        Assert.Equal(Raw.Money("3"), balances[Usdt].Total);
        Assert.Equal(1, balances.Count);
    }

    [Fact]
    public void That_do_not_fit_are_refused_and_nothing_moves()
    {
        var balances = new Balances();
        balances.Set(Usdt, new Balance(new Money(long.MaxValue), Money.Zero));
        Assert.Throws<OverflowException>(() => balances.TryAdd(Usdt, new Money(1)));
        Assert.Equal(long.MaxValue, balances[Usdt].Total.Raw);
    }

    private static Balances Holding(string free, string locked)
    {
        var balances = new Balances();
        balances.Set(Usdt, new Balance(Raw.Money(free), Raw.Money(locked)));
        return balances;
    }
}
