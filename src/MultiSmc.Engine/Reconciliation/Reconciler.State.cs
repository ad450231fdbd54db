using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <content>How the reconciliation is saved and restored.</content>
internal sealed partial class Reconciler
{
    /// <summary>Saves what is being asked, or takes what was saved; the ledger has been carried before.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("reconciliation", 2);
        var count = state.Count(_enquiries.Count);
        for (var i = 0; i < count; i++)
        {
            var enquiry = state.IsReading ? null : _enquiries[i];
            var request = CarriedRequests.Query(state, enquiry?.Request);
            var order = _kernel.Ledger.Carry(state, enquiry?.Order);
            if (state.IsReading)
                _enquiries.Add(enquiry = new Enquiry(request, order, default));
            enquiry?.Carry(state);
        }

        _fills.Carry(state);
        _nextReview = state.Time(_nextReview);
        _isPeriodic = state.Flag(_isPeriodic);
        CarryRound(state);
    }

    private void CarryRound(StateCarrier state)
    {
        if (!state.Flag(_round is not null))
        {
            _round = null;
            return;
        }

        var started = state.Time(_round?.StartedAt ?? default);
        // Its question about the account waits among the others, or has been answered and may be asked again.
        var place = state.Int32(_round is { } saved ? _enquiries.IndexOf(saved.Account) : 0);
        if (place < -1 || place >= _enquiries.Count)
            throw state.Fault("a round whose question is not there");
        var account = place >= 0 ? _enquiries[place] : _round?.Account ?? new Enquiry(new VenueRequest.QueryAccount(default), null, default);
        if (place < 0)
            account.Carry(state);
        _round = new Round(started, account)
        {
            AreFillsNewer = state.Flag(_round is { AreFillsNewer: true }), IsAccountKnown = state.Flag(_round is { IsAccountKnown: true }), IsStale = state.Flag(_round is { IsStale: true }),
        };
    }

    private sealed class Round(Timestamp startedAt, Enquiry account)
    {
        public Timestamp StartedAt { get; } = startedAt;

        public Enquiry Account { get; } = account;

        /// <summary>Fills were asked for after the last balances that we know.</summary>
        public bool AreFillsNewer { get; set; }

        public bool IsAccountKnown { get; set; }

        public bool IsStale { get; set; }
    }
}
