using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>Equity of the session that is shown, with its falls and what of its change is realised.</summary>
internal static class EquityApi
{
    public static void Map(WebApplication app, TerminalModel model) =>
        app.MapGet(TerminalApi.Root + "/equity", context =>
        {
            var range = context.Request.Query["range"].ToString() is { Length: > 0 } asked ? asked : "day";
            return TerminalApi.WriteAsync(context, model.Read(state => Report(state, range)));
        });

    private static EquityReport Report(SessionState state, string range)
    {
        var bars = state.Equity.Of(range) ?? throw ApiException.Bad("range must be day, week or all.");
        var amounts = new Amounts(state.Money.Currency);
        var report = new EquityReport { Range = range, Currency = state.Money.Currency.Code, Step = Scales.Ms(bars.Width) };
        if (!state.Equity.HasBegun)
            return report;
        EquityBar[] all = [.. bars.All];
        var times = new List<long> { Scales.Ms(all[0].Start) };
        var moved = state.Equity.Moved; // laid under the whole curve: it ends at what the account is worth
        var equity = new List<double> { Display(all[0].Open + moved) };
        var realised = new List<double> { 0 };
        void Point(long time, Money worth, Money result)
        {
            var at = Math.Min(time, Math.Max(Scales.Ms(state.Equity.Newest), Scales.Ms(all[0].Start))); // a day may have begun behind the newest point
            if (at / 1_000 <= times[^1] / 1_000) // a chart has seconds: the newer stands for both
            {
                times.RemoveAt(times.Count - 1);
                equity.RemoveAt(equity.Count - 1);
                realised.RemoveAt(realised.Count - 1);
            }

            times.Add(Math.Max(at, times.Count > 0 ? times[^1] + 1_000 : at));
            equity.Add(Display(worth + moved));
            realised.Add(Display(result - bars.RealisedBefore));
        }

        foreach (var bar in all)
            Point(Scales.Ms(bar.Start + bars.Width), bar.Close, bar.Realised);

        // Up to this moment: a curve that ends at the last close of a packet would not agree with the account beside it.
        var now = state.Setup.Mode is TerminalMode.Paper or TerminalMode.Live && !state.Equity.IsSettling(state.Now) ? state.Money.Equity - moved : all[^1].Close;
        var whole = all.Append(EquityBar.Of(all[^1].Start, now, state.Equity.Realised, moved)).Aggregate(static (sum, bar) => sum.With(in bar));
        var change = now - all[0].Open;
        var closed = state.Equity.Realised - bars.RealisedBefore;
        return report with
        {
            From = times[0],
            T = times,
            Equity = equity,
            Realised = realised,
            Start = amounts.Text(all[0].Open + moved),
            Moved = amounts.Text(moved - bars.MovedBefore),
            Now = new EquityNow(
                amounts.Text(now + moved),
                amounts.Text(change),
                Share(change, all[0].Open + moved),
                amounts.Text(closed),
                amounts.Text(change - closed),
                amounts.Text(whole.High - now),
                Share(whole.High - now, whole.High + moved)),
            MaxFall = amounts.Text(whole.Fall),
            MaxFallShare = whole.FallShare,
        };
    }

    private static double Display(Money amount) => (double)amount.Raw / FixedPoint.Scale;

    private static double? Share(Money part, Money of) => of.Raw > 0 ? (double)part.Raw / of.Raw : null;

    /// <summary>
    /// Points ascend in whole seconds; <c>Equity</c> is what the account was worth, <c>Realised</c> the results of the positions closed since <c>From</c>.
    /// What came or went by no trade since then (<c>Moved</c>) is no gain: the curve before it is lifted by it.
    /// Empty, with <c>Now</c> null, while the account or a price of what it holds is not known.
    /// </summary>
    private sealed record EquityReport
    {
        public required string Range { get; init; }

        public required string Currency { get; init; }

        public required long Step { get; init; }

        public long? From { get; init; }

        public IReadOnlyList<long> T { get; init; } = [];

        public IReadOnlyList<double> Equity { get; init; } = [];

        public IReadOnlyList<double> Realised { get; init; } = [];

        public string? Start { get; init; }

        public string? Moved { get; init; }

        public EquityNow? Now { get; init; }

        public string? MaxFall { get; init; }

        public double? MaxFallShare { get; init; }
    }

    /// <summary><c>Open</c>: the change that is not realised, by open positions and whatever else is held. <c>Fall</c>: below the range's highest.</summary>
    private sealed record EquityNow(string Equity, string Change, double? ChangeShare, string Realised, string Open, string Fall, double? FallShare);
}
