using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>A question to the exchange that is asked until it is answered.</summary>
internal sealed class Enquiry(VenueRequest request, OrderState? order, Timestamp due)
{
    public VenueRequest Request { get; set; } = request;

    /// <summary>The order it is about, or null.</summary>
    public OrderState? Order { get; } = order;

    /// <summary>When it is to be asked, or asked again if no answer comes.</summary>
    public Timestamp Due { get; private set; } = due;

    /// <summary>On its way.</summary>
    public bool IsAsked { get; private set; }

    public int Absences { get; set; }

    private int Attempts { get; set; }

    public void Ask(Timestamp now, Duration answerTimeout)
    {
        IsAsked = true;
        Due = now + answerTimeout;
    }

    /// <summary>Saves how often it was asked, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        Due = state.Time(Due);
        IsAsked = state.Flag(IsAsked);
        Absences = state.Int32(Absences);
        Attempts = state.Int32(Attempts);
    }

    /// <summary>It has to be asked once more, after a pause that doubles.</summary>
    public void Retry(Timestamp now, ReconciliationPolicy policy) => Retry(now, policy, Attempts++);

    /// <summary>The exchange knows no such order, once more.</summary>
    public void RetryAbsent(Timestamp now, ReconciliationPolicy policy) => Retry(now, policy, Absences);

    /// <summary>The connection is new: no reason to wait.</summary>
    public void Hasten(Timestamp now)
    {
        Attempts = 0;
        IsAsked = false;
        Due = now;
    }

    private void Retry(Timestamp now, ReconciliationPolicy policy, int doublings)
    {
        IsAsked = false;
        var pause = policy.FirstRetry.Nanoseconds << Math.Min(doublings, 16);
        Due = now + new Duration(Math.Min(pause, policy.LongestRetry.Nanoseconds));
    }
}
