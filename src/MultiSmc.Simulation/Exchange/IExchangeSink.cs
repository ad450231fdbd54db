using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Where an exchange says what happened, in order, while it carries out a step. It must not call the exchange back.</summary>
public interface IExchangeSink
{
    /// <summary>A report, refusal, answer or account update for one account.</summary>
    void OnEvent(AccountId account, VenueEvent venueEvent);

    /// <summary>A list began or ended. A list that begins is announced before its orders are reported.</summary>
    void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time);

    /// <summary>Two orders of this exchange met: what the public sees. Recorded trades are not said again.</summary>
    void OnPrint(InstrumentId instrument, in TradeTick trade);

    /// <summary>Two orders of one account would have met and self-trade prevention stopped it; the reports of what it did to them follow.</summary>
    void OnPrevented(AccountId account, PreventedMatch match)
    {
        // Nobody but an exchange's server tells of matches that were not.
    }
}

/// <summary>A match that self-trade prevention stopped.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Taker">The order that took; its mode decided.</param>
/// <param name="Maker">The order that rested.</param>
/// <param name="Mode">What was done.</param>
/// <param name="Price">The resting one's.</param>
/// <param name="Quantity">What would have been traded.</param>
/// <param name="Time">When.</param>
public readonly record struct PreventedMatch(
    InstrumentId Instrument, VenueOrderId Taker, VenueOrderId Maker, SelfTradePrevention Mode, Price Price, Quantity Quantity, Timestamp Time);

/// <summary>Why a list is announced.</summary>
public enum ListStatusType : byte
{
    /// <summary>It was accepted.</summary>
    ExecStarted,

    /// <summary>One of its orders was changed.</summary>
    Updated,

    /// <summary>None of its orders is open any more.</summary>
    AllDone,
}
