using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>Follows setups, judgements and positions through the strategy's traces and the fills.</summary>
internal sealed class TradeReducer(SessionState state)
{
    private const int KeptDecisions = 50_000;
    private const int KeptShown = 5_000;
    private const int LargestReasons = 4;
    private const long ShownEveryNs = 200_000_000; // 5 per second and zone reach the page as they come; the rest by REST

    public void On(SymbolBook book, StrategyTrace trace, in ObservedEvent seen)
    {
        var setup = SetupOf(book, trace);
        switch (trace)
        {
            case StrategyTrace.Skipped skipped:
                OnSkipped(book, setup, skipped);
                break;
            case StrategyTrace.EntryPlaced placed:
                OnPlaced(book, setup, placed);
                break;
            case StrategyTrace.EntryCancelSent cancel:
                Note(book, trace, "order", "entry-cancel", new Params { ["id"] = cancel.ClientOrderId.Value, ["setup"] = setup.Number, ["reason"] = cancel.Reason });
                break;
            case StrategyTrace.EntryRefused refused:
                Note(book, trace, "order", "entry-refused", new Params
                {
                    ["id"] = refused.ClientOrderId.Value, ["setup"] = setup.Number, ["code"] = refused.Code, ["reason"] = refused.Reason,
                });
                break;
            case StrategyTrace.Decided decided:
                OnDecided(book, setup, decided, in seen);
                break;
            case StrategyTrace.ProtectionPlaced protection:
                OnProtection(book, setup, protection);
                break;
            case StrategyTrace.ExitSent exit:
                OnExit(book, setup, exit, seen.Sequence);
                break;
            case StrategyTrace.Closed closed:
                OnClosed(book, setup, closed);
                break;
            default:
                break;
        }

        book.ChangedSetups.Add(setup);
        if (book.Zones.TryGetValue(setup.Zone, out var zone))
            book.ChangedZones.Add(zone);
    }

    public void On(SymbolBook book, Fill fill)
    {
        var order = state.Orders.Find(fill.ClientOrderId);
        var packet = book.Packets.Last + 1;
        var fee = state.Money.OnFill(fill, book.Instrument);
        var role = order?.Role ?? "foreign";
        state.Keep(new FillView(
            $"{book.Name}-{Text(fill.TradeId.Value)}", // the exchange counts per symbol
            book.Name,
            fill.ClientOrderId.Value,
            ContractNames.Of(fill.Side),
            role,
            order?.Setup,
            fill.Price.ToString(),
            fill.Quantity.ToString(),
            fill.Fee.ToString(),
            fill.FeeAsset.Code,
            fill.Liquidity == Liquidity.Maker,
            packet,
            Scales.Ms(fill.Time)));
        state.Note(fill.Time, "fill", "info", book.Name, "filled", new Params
        {
            ["id"] = fill.ClientOrderId.Value,
            ["side"] = ContractNames.Of(fill.Side),
            ["price"] = fill.Price.ToString(),
            ["qty"] = fill.Quantity.ToString(),
            ["fee"] = fill.Fee.ToString(),
            ["asset"] = fill.FeeAsset.Code,
            ["maker"] = fill.Liquidity == Liquidity.Maker,
        });
        book.Pulled.OnFill(fill.ClientOrderId);
        if (state.SetupOf(order) is not { } setup)
            return;
        Book(book, setup, fill, fee, packet);
        book.ChangedSetups.Add(setup);
        if (book.Zones.TryGetValue(setup.Zone, out var zone))
            book.ChangedZones.Add(zone);
    }

    public void OnZoneEnded(SymbolBook book, ZoneRecord zone)
    {
        if ((zone.Setup ?? zone.Planned) is not { } number || !book.Setups.TryGetValue(number, out var setup))
            return;
        zone.IsPulled = setup is { Verdict: "pull", Position: null };
        if (setup.Position is not null)
            return; // it goes on until the position is closed
        if (setup is { IsDone: false, Order: not null } && zone.Zone.State == Structure.ZoneState.Expired)
            state.Money.OnExpired();
        setup.IsDone = true;
        book.ChangedSetups.Add(setup);
    }

    public void OnAlert(SymbolBook book, Alert alert, Timestamp time)
    {
        var protection = alert.Code switch
        {
            "guarded" => "guarded",
            "protection-refused" => "none",
            _ => null,
        };
        if (protection is null)
            return;
        foreach (var position in state.Positions.Where(position => !position.IsClosed && position.Instrument == book.Instrument.Id))
        {
            position.Protection = protection;
            position.BareSince ??= time;
            state.ChangedPositions.Add(position);
        }
    }

    private static SetupRecord SetupOf(SymbolBook book, StrategyTrace trace)
    {
        if (!book.Setups.TryGetValue(trace.Setup, out var setup))
        {
            setup = new SetupRecord { Number = trace.Setup, Zone = trace.Zone, Since = trace.Time };
            book.Setups.Add(trace.Setup, setup);
            if (book.Zones.TryGetValue(trace.Zone, out var born))
            {
                born.Planned = setup.Number; // traded or not, it ends with its zone
                setup.Entry = book.Scales.Price(born.Zone.Entry);
                setup.Stop = book.Scales.Price(born.Zone.Sl);
                setup.Target = book.Scales.Price(born.Zone.Tp(book.Market.Strategy.TpIndex));
            }

            if (book.Market.Model is not null && book.Market.Strategy.ThresholdKind == ThresholdKind.Fixed)
                setup.Threshold = book.Market.Strategy.Threshold;
            setup.Model = book.Market.Model;
        }

        return setup;
    }

    private void OnSkipped(SymbolBook book, SetupRecord setup, StrategyTrace.Skipped skipped)
    {
        setup.Skip = skipped.Reason;
        setup.IsDone |= skipped.IsFinal && setup.Position is null;
        if (book.Zones.TryGetValue(setup.Zone, out var zone))
            zone.Skip = skipped.Reason;
        Note(book, skipped, "zone", "skipped", new Params { ["setup"] = setup.Number, ["reason"] = skipped.Reason, ["final"] = skipped.IsFinal });
    }

    private void OnPlaced(SymbolBook book, SetupRecord setup, StrategyTrace.EntryPlaced placed)
    {
        if (setup.Order is null)
            state.Money.OnPlaced();
        setup.Order = placed.Order.ClientOrderId;
        setup.Entry = placed.Order.Price;
        setup.Quantity = placed.Order.Quantity;
        setup.Stop = placed.Stop;
        setup.Target = placed.Target;
        setup.BreakEven = placed.BreakEven;
        setup.Skip = null;
        book.Pulled.OnPlaced(setup);
        if (book.Market.Model is not null && book.Market.Strategy.ThresholdKind != ThresholdKind.Fixed)
            setup.Threshold = placed.BreakEven + book.Market.Strategy.ThresholdEdge;
        setup.Step = "order";
        if (state.Orders.Find(placed.Order.ClientOrderId) is { } order)
        {
            order.Setup = setup.Number;
            foreach (var leg in order.ListId is { } list ? state.Orders.OfList(list) : [])
                leg.Setup = setup.Number;
        }

        if (book.Zones.TryGetValue(setup.Zone, out var zone))
        {
            zone.Setup = setup.Number;
            zone.Skip = null;
        }

        Note(book, placed, "order", "entry-placed", new Params
        {
            ["id"] = placed.Order.ClientOrderId.Value,
            ["setup"] = setup.Number,
            ["price"] = placed.Order.Price.ToString(),
            ["qty"] = placed.Order.Quantity.ToString(),
        });
    }

    private void OnDecided(SymbolBook book, SetupRecord setup, StrategyTrace.Decided decided, in ObservedEvent seen)
    {
        var probability = decided.Verdict.Probability;
        var act = decided.Action == "re-arm" ? "rearm" : decided.Action;
        var hasOrder = setup.Order is { } id && state.Orders.Find(id) is { IsOpen: true };
        setup.Step = setup.Position is null && hasOrder ? "approach" : setup.Step;
        setup.Threshold = decided.Threshold;
        if (decided.Verdict.Kind == VerdictKind.NoModel)
            return;
        setup.Model = decided.Model;
        if (act == "pull" && setup.Verdict != "pull")
            state.Money.OnPulled();
        setup.Verdict = double.IsFinite(probability) ? act == "pull" ? "pull" : "keep" : "failed";
        setup.Streak = act == "pull" ? Math.Min(-1, setup.Streak - 1) : Math.Max(1, setup.Streak + 1);
        if (act == "pull")
        {
            setup.PulledAt = decided.Packet;
            book.Pulled.Follow(setup);
        }

        if (act == "rearm")
            setup.Rearms++;
        if (!double.IsFinite(probability))
            return;
        setup.Probability = probability;
        state.Features.Add(decided.Model, book.Name, setup.Zone, decided.Features);
        book.Packets.Judge(decided.Packet, probability, decided.Threshold, hasOrder);
        var time = Scales.Ms(decided.Time);
        var price = book.Scales.Units(decided.Price);
        book.Zones.GetValueOrDefault(setup.Zone)?.Judge(probability, decided.Packet, time);
        var isShown = act != "keep" || decided.Time.Nanoseconds - setup.LastShown.Nanoseconds >= ShownEveryNs;
        var isTimed = seen.ElapsedNs >= 0;
        var view = new DecisionView(
            book.Name, setup.Zone, setup.Number, time, decided.Packet, price, probability, decided.Threshold, act, hasOrder, setup.Streak, decided.Model,
            isTimed ? seen.ElapsedNs / 1e6 : null,
            isTimed && seen.LagNs != 0 ? seen.LagNs / 1e6 : null,
            isShown ? state.Reasons.Largest(decided, LargestReasons) : []);
        book.Decisions.Add(view);
        if (book.Decisions.Count > KeptDecisions + KeptDecisions / 4)
            book.Decisions.RemoveRange(0, book.Decisions.Count - KeptDecisions);
        if (isShown)
        {
            book.Asked.Add(new AskedQuestion(view, decided.Features));
            setup.LastShown = decided.Time;
            book.NewDecisions.Add(view);
            book.ShownDecisions.Add(view);
            if (book.ShownDecisions.Count > KeptShown + KeptShown / 4)
            {
                book.ShownDecisions.RemoveRange(0, book.ShownDecisions.Count - KeptShown);
                book.Asked.RemoveRange(0, book.Asked.Count - KeptShown);
            }
        }

        if (act == "keep" && setup.Streak > 1)
            return; // nothing new: it is kept as before, and every judgement is a resource of its own

        Note(book, decided, "decision", "judged", new Params
        {
            ["zone"] = setup.Zone,
            ["packet"] = decided.Packet,
            ["p"] = probability,
            ["thr"] = decided.Threshold,
            ["act"] = act,
            ["px"] = price,
            ["dist"] = decided.Price.Raw == 0 ? 0 : (double)setup.Entry.Raw / decided.Price.Raw - 1,
        });
    }

    private void OnProtection(SymbolBook book, SetupRecord setup, StrategyTrace.ProtectionPlaced protection)
    {
        setup.Stop = protection.Stop;
        setup.Target = protection.Target;
        foreach (var leg in state.Orders.OfList(protection.ListId))
            leg.Setup = setup.Number;
        if (setup.Position is { } position)
        {
            position.List = protection.ListId;
            position.Protection = "sending";
            position.BareSince ??= protection.Time;
            state.ChangedPositions.Add(position);
        }

        Note(book, protection, "order", "protection-placed", new Params
        {
            ["id"] = protection.ListId.Value,
            ["setup"] = setup.Number,
            ["qty"] = protection.Quantity.ToString(),
            ["tp"] = book.Scales.Units(protection.Target),
            ["sl"] = book.Scales.Units(protection.Stop),
        });
    }

    private void OnExit(SymbolBook book, SetupRecord setup, StrategyTrace.ExitSent exit, long sequence)
    {
        // The order was sent by the same input, just before.
        if (state.Orders.UnclaimedExit(book.Instrument.Id, sequence) is { } order)
            order.Setup = setup.Number;
        setup.Step = "exit";
        Note(book, exit, "order", "exit-sent", new Params { ["setup"] = setup.Number, ["reason"] = ContractNames.Of(exit.Reason), ["qty"] = exit.Quantity.ToString() });
    }

    private void OnClosed(SymbolBook book, SetupRecord setup, StrategyTrace.Closed closed)
    {
        var trip = closed.Trip;
        setup.Step = "exit";
        setup.IsDone = true;
        var r = trip.InitialRisk.Raw == 0 ? (double?)null : (double)trip.NetPnl.Raw / trip.InitialRisk.Raw;
        state.Money.OnClosed(trip);
        state.Equity.OnClosed(trip.NetPnl);
        if (setup.Position is { } position)
        {
            position.IsClosed = true;
            position.Risk = trip.InitialRisk;
            position.BareSince = null;
            state.ChangedPositions.Add(position);
            state.Positions.Remove(position);
        }

        if (book.Zones.TryGetValue(setup.Zone, out var zone))
        {
            zone.TradeOutcome = ContractNames.OutcomeOf(trip.Reason);
            var average = trip.Sold.Raw == 0 ? default : new Price((long)((Int128)trip.SoldQuote.Raw * FixedPoint.Scale / trip.Sold.Raw));
            var into = zone.Trade ?? new ZoneTrade(book.Packets.Last + 1, book.Scales.Units(setup.Entry), -1, 0, null);
            zone.Trade = into with { OutAt = book.Packets.Last + 1, OutPx = book.Scales.Units(average), R = r };
        }

        Note(book, closed, "position", "closed", new Params
        {
            ["setup"] = setup.Number, ["reason"] = ContractNames.Of(trip.Reason), ["pnl"] = book.Scales.Amounts.Text(trip.NetPnl), ["r"] = r,
        });
    }

    private void Book(SymbolBook book, SetupRecord setup, Fill fill, Money fee, long packet)
    {
        var position = setup.Position;
        if (position is null)
        {
            position = new PositionRecord
            {
                Setup = setup, Instrument = fill.Instrument, Since = fill.Time, Packet = packet, Risk = setup.Risk(book.Market.Strategy), BareSince = fill.Time,
            };
            setup.Position = position;
            setup.Step = "fill";
            setup.FillProbability = setup.Probability;
            state.Positions.Add(position);
            state.Money.OnFirstFill();
            if (book.Zones.TryGetValue(setup.Zone, out var zone))
                zone.Trade = new ZoneTrade(packet, book.Scales.Units(fill.Price), -1, 0, null);
        }

        if (fill.Side == Side.Buy)
        {
            position.Bought += fill.Quantity;
            position.BoughtQuote += fill.QuoteAmount;
        }
        else
        {
            position.Sold += fill.Quantity;
            position.SoldQuote += fill.QuoteAmount;
            position.LastExit = fill.Price;
        }

        if (fill.FeeAsset == book.Instrument.Base)
            position.FeeBase += fill.Fee;
        else
            position.FeeQuote += fee;
        state.ChangedPositions.Add(position);
    }

    private void Note(SymbolBook book, StrategyTrace trace, string kind, string code, Params parameters) =>
        state.Note(trace.Time, kind, "info", book.Name, code, parameters);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
