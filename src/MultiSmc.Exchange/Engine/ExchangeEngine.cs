using System.Threading.Channels;

namespace MultiSmc.Exchange;

/// <summary>
/// The one thread that owns the <see cref="TradingFloor"/>. Everybody else hands it work through a bounded queue and waits there when it is full: an
/// order must never be dropped. What a piece of work makes known to users is handed to their connections before its answer is given back.
/// </summary>
internal sealed class ExchangeEngine : IAsyncDisposable
{
    private const int QueueLength = 8_192;
    private readonly TradingFloor _floor;
    private readonly Action<Exception> _onFault;
    private readonly Task _loop;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength)
    {
        SingleReader = true, FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = false,
    });

    /// <param name="floor">From now on this engine's alone.</param>
    /// <param name="onFault">Hears of work that failed by a broken rule.</param>
    public ExchangeEngine(TradingFloor floor, Action<Exception> onFault)
    {
        _floor = floor;
        _onFault = onFault;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Has work done and gives back its answer.</summary>
    /// <param name="work">What; it must not wait for anything.</param>
    /// <param name="gate">User events of it wait for this; null: they go out before the answer.</param>
    /// <param name="cancellation">Gives up while the queue is full; what is queued is carried out.</param>
    public async Task<T> AskAsync<T>(Func<TradingFloor, T> work, Task? gate, CancellationToken cancellation)
    {
        var question = new Question<T>(work, gate);
        await _queue.Writer.WriteAsync(question, cancellation).ConfigureAwait(false);
        return await question.Answer.ConfigureAwait(false);
    }

    /// <summary>Has work done that nobody waits for.</summary>
    public ValueTask TellAsync(Action<TradingFloor> work, CancellationToken cancellation) => _queue.Writer.WriteAsync(new Order(work), cancellation);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                work.CarryOut(_floor);
                _floor.Publish(work.Gate);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The host loop: a broken rule in one request is told and answered as an internal error; the others go on.
                work.Fail(e);
                _onFault(e);
                continue;
            }

            work.Finish();
        }
    }

    private abstract class Work
    {
        public Task? Gate { get; protected init; }

        public abstract void CarryOut(TradingFloor floor);

        public abstract void Finish();

        public abstract void Fail(Exception reason);
    }

    private sealed class Question<T> : Work
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<TradingFloor, T> _work;
        private T? _result;

        public Question(Func<TradingFloor, T> work, Task? gate)
        {
            _work = work;
            Gate = gate;
        }

        public Task<T> Answer => _answer.Task;

        public override void CarryOut(TradingFloor floor) => _result = _work(floor);

        public override void Finish() => _answer.SetResult(_result!); // CarryOut has set it

        public override void Fail(Exception reason) => _answer.TrySetException(reason);
    }

    private sealed class Order(Action<TradingFloor> work) : Work
    {
        public override void CarryOut(TradingFloor floor) => work(floor);

        public override void Finish()
        {
            // Nobody waits.
        }

        public override void Fail(Exception reason)
        {
            // Nobody waits; the engine tells it.
        }
    }
}
