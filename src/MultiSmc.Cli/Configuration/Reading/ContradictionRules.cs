using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Learning;

namespace MultiSmc.Cli.Configuration;

/// <summary>Values that are fine alone but not together. A rule whose values are missing or faulty is skipped: that is reported already.</summary>
/// <param name="faults">Gets what is wrong.</param>
internal sealed class ContradictionRules(List<ConfigurationFault> faults)
{
    private const long Origin1000 = 1000;

    /// <summary>Judges the whole file.</summary>
    public void Judge(SectionValues root)
    {
        var symbols = root.Section("symbols");
        if (symbols.Items.Count == 0)
            Add(symbols.Origin, symbols.Path, "has no symbols: there is nothing to trade");
        JudgeSymbolsTogether(root, symbols);
        foreach (var symbol in symbols.Items)
        {
            if (symbol.FindSection("structure") is not { } structure)
                continue;
            JudgeZone(structure);
            JudgeTargets(symbol.Section("strategy"));
            JudgeProtection(symbol.Section("strategy"));
            JudgeThreshold(symbol);
            JudgeInstrument(symbol.Section("instrument"));
            JudgeBucket(symbol);
        }

        JudgeFees(root);
        JudgeExchange(root.Section("exchange"));
        JudgeTerminal(root.Section("terminal"));
        JudgeWebhook(root.Section("notifications").Section("webhook"));
        JudgeRange(root.Section("data"));
        var risk = root.Section("risk");
        NotAbove(risk["max_positions_per_symbol"], risk["max_positions"]);
        var execution = root.Section("execution");
        var latency = execution["latency"];
        if (execution["latency_jitter"] is { Value: Duration stray } jitter && latency.Value is Duration mean && stray > mean)
            Add(jitter, $"is more than the latency ({latency.Text}): some would be negative", latency);
        JudgePatience(execution);
    }

    private void JudgeSymbolsTogether(SectionValues root, SectionValues symbols)
    {
        var seen = new Dictionary<string, EffectiveValue>(StringComparer.Ordinal);
        EffectiveValue? firstQuote = null;
        foreach (var symbol in symbols.Items)
        {
            var quote = symbol.FindSection("instrument")?["quote"];
            if (symbol.FindValue("symbol") is not { Value: string name } named || quote is null)
                continue;
            if (!seen.TryAdd(name, named))
                Add(named, $"is there twice; first at {seen[name].Path} ({seen[name].Origin})");
            if (quote.Value is not string)
                continue;
            firstQuote ??= quote;
            if (quote.Value is string asset && firstQuote.Text != asset)
            {
                var problem = $"differs from {firstQuote.Path}: one account is kept in one quote asset";
                faults.Add(new ConfigurationFault(named.Origin, quote.Path, problem) { Value = asset, Allowed = firstQuote.Text });
            }
        }

        var balances = root.Section("account").Section("balances");
        if (firstQuote?.Text is { } account && balances.Own.All(b => b.Key.Name != account))
            Add(balances.Origin, balances.Path, $"has no {account}, which the symbols are bought with");
    }

    private void JudgeZone(SectionValues structure)
    {
        var top = structure["ote_top_milli"];
        var entry = structure["entry_milli"];
        var bottom = structure["ote_bottom_milli"];
        if (top.Value is long t && entry.Value is long e && t >= e)
            Add(top, $"is not less than entry_milli ({e}): the zone's near border comes before its sweet spot", entry);
        if (entry.Value is long spot && bottom.Value is long b && spot >= b)
            Add(bottom, $"is not more than entry_milli ({spot}): the zone's far border comes after its sweet spot", entry);
        var stop = structure["sl_buffer_milli"];
        if (stop.Value is long buffer)
        {
            foreach (var level in new[] { top, entry, bottom })
            {
                var end = Origin1000 + buffer;
                if (level.Value is long m && m >= end)
                    Add(level, $"lies at or beyond the stop (1000 + sl_buffer_milli = {end}): the stop would be on the wrong side", stop);
            }
        }

        if (structure["tp_milli"] is { Value: object[] targets } tp && !targets.Cast<long>().SequenceEqual(targets.Cast<long>().Distinct().Order()))
            Add(tp, "does not go outward: each target must be further than the one before");
    }

    private void JudgeTargets(SectionValues strategy)
    {
        if (strategy["target_shares_milli"] is not { Value: object[] items } shares)
            return;
        var sum = items.Cast<long>().Sum();
        if (sum != 1000)
            Add(shares, string.Create(CultureInfo.InvariantCulture, $"adds up to {sum}, not to 1000 (100 %)"));
        else if (shares.Origin.IsExplicit && strategy["tp_index"] is { Value: long index } target && (long)items[index] != 1000)
            Add(target, $"contradicts target_shares_milli ({shares.Text}): write one of the two");
    }

    private void JudgeProtection(SectionValues strategy)
    {
        if (strategy["target_shares_milli"] is not { Value: object[] items } shares)
            return;
        var isSplit = items.Cast<long>().Count(static share => share > 0) > 1;
        var protection = strategy["protection"];
        if (isSplit && protection.Value is string kind && kind != "oco")
            Add(protection, $"holds one target, and target_shares_milli ({shares.Text}) has several: several targets need protection: oco", shares);
        if (!isSplit && strategy["break_even_after_first_target"] is { Value: true } move)
            Add(move, $"needs several targets, and target_shares_milli ({shares.Text}) has one");
    }

    private void JudgePatience(SectionValues execution)
    {
        var first = execution["first_retry"];
        var longest = execution["longest_retry"];
        if (first.Value is Duration shortest && longest.Value is Duration most && shortest > most)
            Add(first, $"is more than longest_retry ({longest.Text})", longest);
        var (latency, jitter, timeout) = (execution["latency"], execution["latency_jitter"], execution["answer_timeout"]);
        if (latency.Value is Duration there && jitter.Value is Duration stray && timeout.Value is Duration patience
            && 2 * (there.Nanoseconds + stray.Nanoseconds) >= patience.Nanoseconds)
            Add(timeout, $"is not more than a message takes there and back (2 × (latency {latency.Text} + latency_jitter {jitter.Text})): every order would count as lost", latency);
    }

    private void JudgeThreshold(SectionValues symbol)
    {
        var strategy = symbol.Section("strategy");
        if (strategy["threshold"] is not { Value: string kind } threshold)
            return;
        if (kind == "passport" && symbol["model"] is { Value: ModelName.None } model)
            Add(threshold, $"needs a model, and {model.Path} is none");
        foreach (var (name, user) in new[] { ("threshold_value_milli", "fixed"), ("threshold_edge_milli", "break_even") })
        {
            if (strategy[name] is { Value: not null } value && kind != user)
                Add(value, $"contradicts threshold ({kind}): it belongs to threshold: {user}");
        }
    }

    private void JudgeInstrument(SectionValues instrument)
    {
        NotAbove(instrument["min_price"], instrument["max_price"], isZeroUnbounded: true);
        NotAbove(instrument["min_quantity"], instrument["max_quantity"], isZeroUnbounded: true);
        NotAbove(instrument["min_notional"], instrument["max_notional"], isZeroUnbounded: true);
        if (instrument["base"] is { Value: string asset } sold && instrument["quote"].Value is string quote && asset == quote)
            Add(sold, "is the quote asset too");
        foreach (var name in new[] { "min_price", "max_price" })
            Multiple(instrument[name], instrument["tick_size"]);
        foreach (var name in new[] { "min_quantity", "max_quantity" })
            Multiple(instrument[name], instrument["lot_size"]);
    }

    private void JudgeBucket(SectionValues symbol)
    {
        var bucket = symbol.Section("packets")["bucket"];
        var instrument = symbol.Section("instrument");
        if (bucket.Value is not long raw || instrument["tick_size"].Value is not long tick || instrument["lot_size"].Value is not long lot)
            return;
        if (BucketUnits.TryConvert(raw, tick, lot, out _))
            return;
        faults.Add(new ConfigurationFault(bucket.Origin, bucket.Path, "cannot be counted in the instrument's units")
        {
            Value = bucket.Text,
            Allowed = BucketUnits.Allowed(tick, lot),
        });
    }

    private void JudgeRange(SectionValues data)
    {
        if (data["from"] is { Value: string first } from && data["to"] is { Value: string last } to
            && UtcMoment.TryParse(first, out var begin) && UtcMoment.TryParse(last, out var end) && begin >= end)
            Add(from, $"is not before to ({to.Text})", to);
    }

    private void JudgeExchange(SectionValues exchange)
    {
        if (exchange["environment"] is not { Value: string environment } chosen)
            return;
        foreach (var name in new[] { "rest_url", "api_url", "stream_url" })
        {
            if (environment == "custom" && exchange[name] is { Value: null, IsFaulty: false })
                Add(chosen, $"needs exchange.{name}");
            else if (environment != "custom" && exchange[name] is { Value: not null } address)
                Add(address, $"contradicts environment ({environment}): it belongs to environment: custom", chosen);
        }
    }

    // Everybody who reaches another address than loopback could trade, and everybody on the way could read the token.
    private void JudgeTerminal(SectionValues terminal)
    {
        if (terminal["certificate_key_file"] is { Value: not null } key && terminal["certificate_file"] is { Value: null, IsFaulty: false })
            Add(key, "needs terminal.certificate_file");
        if (terminal["address"] is not { Value: string text } address || !System.Net.IPAddress.TryParse(text, out var where) || System.Net.IPAddress.IsLoopback(where))
            return;
        if (terminal["require_token"] is { Value: false } token)
            Add(token, $"contradicts address ({text}): a token may be done without on loopback only", address);
        if (terminal["certificate_file"] is { Value: null, IsFaulty: false } && terminal["behind_proxy"] is { Value: false })
            Add(address, "is not loopback: it needs terminal.certificate_file, or behind_proxy: true where a proxy brings TLS");
    }

    private void JudgeWebhook(SectionValues webhook)
    {
        if (webhook["url"] is { Value: not null } && webhook["url_file"] is { Value: not null } file)
            Add(file, "contradicts url: write one of the two");
    }

    private void JudgeFees(SectionValues root)
    {
        var fees = root.Section("fees");
        if (fees["pay_in"] is not { Value: "bnb" } payIn)
            return;
        if (fees["bnb_price"] is { Value: null, IsFaulty: false })
            Add(payIn, "needs fees.bnb_price");
        var balances = root.Section("account").Section("balances");
        if (balances.FindValue("BNB") is null)
            Add(payIn, "needs a balance of BNB under account.balances");
    }

    private void NotAbove(EffectiveValue low, EffectiveValue high, bool isZeroUnbounded = false)
    {
        if (low.Value is long l && high.Value is long h && l > h && !(isZeroUnbounded && h == 0))
            Add(low, $"is more than {high.Key.Name} ({high.Text})", high);
    }

    private void Multiple(EffectiveValue value, EffectiveValue step)
    {
        if (value.Value is long v && step.Value is long s && s > 0 && v % s != 0)
            Add(value, $"is not a multiple of {step.Key.Name} ({step.Text})", step);
    }

    // The place to go to is a line somebody wrote: where the value is a default, it is the other value's.
    private void Add(EffectiveValue value, string problem, EffectiveValue? other = null)
    {
        var origin = other is not null && !value.Origin.IsExplicit && other.Origin.IsExplicit ? other.Origin : value.Origin;
        faults.Add(new ConfigurationFault(origin, value.Path, problem) { Value = value.Text });
    }

    private void Add(Origin origin, string path, string problem) => faults.Add(new ConfigurationFault(origin, path, problem));
}
