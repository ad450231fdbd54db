using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>When a fault happens.</summary>
internal enum FaultMoment
{
    /// <summary>Instead of carrying out the request.</summary>
    Before,

    /// <summary>After it was carried out: the caller can't know.</summary>
    After,
}

/// <summary>A fault of the next answers of an endpoint.</summary>
/// <param name="Endpoint">Method of the WebSocket API ("order.place"), verb and path ("POST /api/v3/order"), or "*".</param>
/// <param name="Moment">When.</param>
/// <param name="Answer">What is answered; null: nothing at all, and in REST the connection is broken.</param>
internal sealed record AnswerFault(string Endpoint, FaultMoment Moment, ApiReply.Failed? Answer)
{
    /// <summary>How many requests it still strikes.</summary>
    public required int Left { get; set; }

    public bool Strikes(Endpoint endpoint) =>
        Endpoint == "*" || (endpoint.Method.Length > 0 && Endpoint == endpoint.Method) || Endpoint == endpoint.Verb + " " + endpoint.Path;
}

/// <summary>The faults that are switched on. Safe to use from any thread.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly List<AnswerFault> _answers = [];
    private long _answerDelayTicks;
    private long _eventDelayTicks;
    private volatile bool _isUserStreamMute;
    private volatile bool _isDuplicating;
    private volatile bool _isBehindAnswers;
    private volatile bool _isMaintenance;

    /// <summary>By how much answers are late.</summary>
    public TimeSpan AnswerDelay
    {
        get => new(Volatile.Read(ref _answerDelayTicks));
        set => Volatile.Write(ref _answerDelayTicks, value.Ticks);
    }

    /// <summary>By how much user data events are late.</summary>
    public TimeSpan EventDelay
    {
        get => new(Volatile.Read(ref _eventDelayTicks));
        set => Volatile.Write(ref _eventDelayTicks, value.Ticks);
    }

    /// <summary>User data events are lost; the connections stay open.</summary>
    public bool IsUserStreamMute
    {
        get => _isUserStreamMute;
        set => _isUserStreamMute = value;
    }

    /// <summary>Each user data event comes twice.</summary>
    public bool IsDuplicatingEvents
    {
        get => _isDuplicating;
        set => _isDuplicating = value;
    }

    /// <summary>User data events of a request come after its answer.</summary>
    public bool AreEventsBehindAnswers
    {
        get => _isBehindAnswers;
        set => _isBehindAnswers = value;
    }

    /// <summary>Everything is answered with 503.</summary>
    public bool IsMaintenance
    {
        get => _isMaintenance;
        set => _isMaintenance = value;
    }

    public void Add(AnswerFault fault)
    {
        lock (_gate)
            _answers.Add(fault);
    }

    /// <summary>Takes the oldest fault of this moment that strikes the endpoint, or null.</summary>
    public AnswerFault? Take(Endpoint endpoint, FaultMoment moment)
    {
        lock (_gate)
        {
            var fault = _answers.Find(one => one.Moment == moment && one.Strikes(endpoint));
            if (fault is not null && --fault.Left <= 0)
                _answers.Remove(fault);
            return fault;
        }
    }

    /// <summary>What is still to come.</summary>
    public IReadOnlyList<AnswerFault> Pending()
    {
        lock (_gate)
            return [.. _answers];
    }

    /// <summary>Switches everything off.</summary>
    public void Reset()
    {
        lock (_gate)
            _answers.Clear();
        AnswerDelay = EventDelay = TimeSpan.Zero;
        IsUserStreamMute = IsDuplicatingEvents = AreEventsBehindAnswers = IsMaintenance = false;
    }
}
