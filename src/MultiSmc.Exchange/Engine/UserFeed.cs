using System.Threading.Channels;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// Hands user data events to the connections that subscribed, in the order of the engine. The engine's thread alone touches it; events that have to
/// wait (for an answer, for a delay that was asked for) stand in one line and come back through that thread, so that none overtakes another.
/// </summary>
internal sealed class UserFeed(FaultBoard faults, ExchangeClock clock) : IAsyncDisposable
{
    private const int LineLength = 65_536;
    private readonly List<UserSubscription> _subscriptions = [];

    private readonly Channel<Waiting> _line = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(LineLength) { SingleReader = true, SingleWriter = true });
    private Task _loop = Task.CompletedTask;
    private int _waiting;

    public IReadOnlyList<UserSubscription> Subscriptions => _subscriptions;

    /// <summary>Starts the line; <paramref name="engine"/> is the one that owns this feed.</summary>
    public void Start(ExchangeEngine engine) => _loop = Task.Run(() => RunAsync(engine));

    public void Add(UserSubscription subscription) => _subscriptions.Add(subscription);

    public void Remove(UserSubscription subscription) => _subscriptions.Remove(subscription);

    /// <summary>Ends the subscriptions that a rule names, each told by an <c>eventStreamTerminated</c>.</summary>
    public void Terminate(Predicate<UserSubscription> which, Timestamp now)
    {
        foreach (var subscription in _subscriptions.FindAll(which))
        {
            _subscriptions.Remove(subscription);
            subscription.Connection.OnTerminated(subscription, now);
        }
    }

    /// <summary>Sends events out, now or when their time has come.</summary>
    public void Publish(List<AddressedEvent> events, Task? gate)
    {
        var delay = faults.EventDelay;
        if (gate is null && delay == TimeSpan.Zero && _waiting == 0)
        {
            Deliver(events);
            return;
        }

        Invariant.That(_line.Writer.TryWrite(new Waiting(events, gate, clock.Time.GetTimestamp(), delay)), "the line of late events has room");
        _waiting++;
    }

    public async ValueTask DisposeAsync()
    {
        _line.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private void Deliver(List<AddressedEvent> events)
    {
        if (faults.IsUserStreamMute)
            return;
        var times = faults.IsDuplicatingEvents ? 2 : 1;
        foreach (var (account, told) in events)
        {
            foreach (var subscription in _subscriptions)
            {
                for (var i = 0; i < times && ReferenceEquals(subscription.Account, account); i++)
                    subscription.Connection.Tell(new UserEventFrame(subscription.Id, told));
            }
        }
    }

    private async Task RunAsync(ExchangeEngine engine)
    {
        await foreach (var (events, gate, since, delay) in _line.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (gate is not null)
                await gate.ConfigureAwait(false);
            var left = delay - clock.Time.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, clock.Time).ConfigureAwait(false);
            try
            {
                await engine.TellAsync(
                    _ =>
                    {
                        _waiting--;
                        Deliver(events);
                    },
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                return; // the exchange is closing
            }
        }
    }

    private readonly record struct Waiting(List<AddressedEvent> Events, Task? Gate, long Since, TimeSpan Delay);
}

/// <summary>A connection's subscription to an account's events.</summary>
internal sealed record UserSubscription(AccountRecord Account, ApiKey Key, WsApiConnection Connection, int Id, bool IsOfSession);
