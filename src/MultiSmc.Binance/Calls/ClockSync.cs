using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>Asks the exchange for its time, so that <see cref="ServerClock"/> can stamp. One round at a time; who asks meanwhile waits for that one.</summary>
internal sealed class ClockSync(ICallCarrier carrier, ServerClock clock, RequestGate gate) : IDisposable
{
    private const int Questions = 3;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Learns the offset where it is not known.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellation)
    {
        if (clock.IsKnown)
            return null;
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return clock.IsKnown ? null : await AskAsync(Questions, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Adds samples to what is known: done every few minutes, and a sign of life of the way.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await AskAsync(clock.IsKnown ? 1 : Questions, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> AskAsync(int questions, CancellationToken cancellation)
    {
        for (var i = 0; i < questions; i++)
        {
            if (!gate.TryEnter(new RequestCost(Endpoints.Time.Weight), RequestUrgency.Protective, out var wait))
                return $"the exchange's limits hold requests back for {wait.TotalSeconds:0.#} s";
            var question = clock.Ask();
            var answer = await carrier.CarryAsync(Endpoints.Time, new ParameterList(), cancellation).ConfigureAwait(false);
            switch (answer)
            {
                case CallAnswer.Answered { Status: 200 } good when MarketReplies.ServerTime.TryDecode(good.Body.Span, out var reply, out _):
                    clock.Answer(question, reply.ServerTime);
                    break;
                case CallAnswer.Answered other:
                    gate.Close(other.Status, other.RetryAfter);
                    return other.Status >= 500 ? ReachFault.Trouble(other.Status) : $"the exchange does not tell its time (status {other.Status})";
                case CallAnswer.NotSent notSent:
                    return notSent.Reason;
                case CallAnswer.Lost lost:
                    return lost.Reason;
            }
        }

        return null;
    }
}
