using System.Diagnostics;
using System.Globalization;
using System.Text;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>What a call costs and how it goes.</summary>
/// <param name="Cost">Weight and orders.</param>
/// <param name="Urgency">Which share of the limits it may use.</param>
internal readonly record struct CallTerms(RequestCost Cost, RequestUrgency Urgency);

/// <summary>
/// Takes calls through the gate, judges their answers and repeats what may be repeated: reads and cancels, with pauses; anything once after its
/// stamp was refused. A placement is sent once, and of it the outcome is told as it is.
/// </summary>
internal sealed class CallDesk(ICallCarrier carrier, RequestGate gate, ServerClock clock, ClockSync sync, TimeProvider time, Random jitter, CallPolicy policy)
{
    private readonly Lock _lock = new();

    /// <summary>Makes a call.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled: a placement may have been sent.</exception>
    public async Task<CallOutcome<T>> CallAsync<T>(
        Endpoint endpoint, ParameterList parameters, MessageFormat<T> format, CallTerms terms, CancellationToken cancellation)
        where T : class
    {
        var started = time.GetTimestamp();
        var isStampRefused = false;
        for (var failures = 0; ;)
        {
            if (await EnterAsync(endpoint, terms, started, cancellation).ConfigureAwait(false) is { } held)
                return new CallOutcome<T>.NotSent(held, IsLimit: true);
            if (endpoint.Security != EndpointSecurity.None && await sync.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown)
                return new CallOutcome<T>.NotSent("the exchange's time is not known: " + unknown, IsLimit: false);
            var answer = await carrier.CarryAsync(endpoint, parameters, cancellation).ConfigureAwait(false);
            var outcome = Judge(endpoint, format, answer, out var isClock, out var isRepeatable);
            if (isClock && !isStampRefused)
            {
                isStampRefused = true;
                clock.Forget();
                continue;
            }

            if (!isRepeatable || endpoint.Kind == RequestKind.Place || Pause(++failures, started) is not { } pause)
                return outcome;
            await time.DelayAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    // Null: go. Otherwise what holds it back.
    private async Task<string?> EnterAsync(Endpoint endpoint, CallTerms terms, long started, CancellationToken cancellation)
    {
        var patience = endpoint.Kind != RequestKind.Place ? policy.RepeatFor
            : terms.Urgency == RequestUrgency.Protective ? policy.ExitWait
            : policy.EntryWait;
        while (!gate.TryEnter(terms.Cost, terms.Urgency, out var wait))
        {
            if (wait > patience - time.GetElapsedTime(started))
                return string.Create(CultureInfo.InvariantCulture, $"the exchange's limits hold it back for {wait.TotalSeconds:0.#} s");
            await time.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private CallOutcome<T> Judge<T>(Endpoint endpoint, MessageFormat<T> format, CallAnswer answer, out bool isClock, out bool isRepeatable)
        where T : class
    {
        isClock = false;
        isRepeatable = true;
        switch (answer)
        {
            case CallAnswer.NotSent notSent:
                return new CallOutcome<T>.NotSent(notSent.Reason, IsLimit: false);
            case CallAnswer.Lost lost:
                return new CallOutcome<T>.Unknown(lost.Reason);
            case CallAnswer.Answered { Status: >= 200 and < 300 } good:
                isRepeatable = false;
                // What can't be read was done all the same: of a placement that is "unknown", and asking will tell.
                return format.TryDecode(good.Body.Span, out var value, out var fault)
                    ? new CallOutcome<T>.Done(value)
                    : new CallOutcome<T>.Unknown($"the answer cannot be read: {fault.Describe()}");
            case CallAnswer.Answered refusal:
                return Judge<T>(endpoint.Kind, refusal, out isClock, out isRepeatable);
            default:
                throw new UnreachableException();
        }
    }

    private CallOutcome<T> Judge<T>(RequestKind kind, CallAnswer.Answered refusal, out bool isClock, out bool isRepeatable)
    {
        var text = refusal.Error is null ? Shown(refusal.Body.Span) : "";
        var verdict = ErrorTable.Classify(kind, refusal.Status, refusal.Error, text);
        isClock = verdict == ErrorClass.Clock;
        isRepeatable = verdict is ErrorClass.NotProcessed or ErrorClass.RequestLimit;
        var words = refusal.Error?.ToString() ?? $"status {refusal.Status} {text}".TrimEnd();
        switch (verdict)
        {
            case ErrorClass.RequestLimit:
                Close(refusal);
                return new CallOutcome<T>.NotSent(words, IsLimit: true);
            case ErrorClass.NotProcessed when refusal.Error is null:
                return new CallOutcome<T>.NotSent(words, IsLimit: false);
            case ErrorClass.UnknownOutcome:
            case ErrorClass.PartlyDone when refusal.Error is null:
                return new CallOutcome<T>.Unknown(words);
            default:
                return new CallOutcome<T>.Refused(refusal.Error ?? ApiError.Of(ErrorCode.Unknown, words), verdict);
        }
    }

    private void Close(CallAnswer.Answered refusal)
    {
        try
        {
            if (refusal.Error is { } error && ErrorTable.UntilOf(error) is { } until && refusal.RetryAfter is null)
                gate.CloseUntil(until.ToDateTimeOffset());
            else
                gate.Close(refusal.Status is 418 or 403 ? refusal.Status : 429, refusal.RetryAfter);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The gate is shut; that a restart will not know of it must not cost the answer.
        }
    }

    private TimeSpan? Pause(int failures, long started)
    {
        double chance;
        lock (_lock)
            chance = jitter.NextDouble();
        var pause = policy.FirstPause * Math.Pow(2, Math.Min(failures - 1, 10)) * (0.5 + chance / 2);
        return time.GetElapsedTime(started) + pause < policy.RepeatFor ? pause : null;
    }

    private static string Shown(ReadOnlySpan<byte> body)
    {
        const int most = 200;
        return Encoding.UTF8.GetString(body[..Math.Min(most, body.Length)]).ReplaceLineEndings(" ").Trim();
    }
}
