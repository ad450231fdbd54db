using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>How long the exchange took to answer: the newest answers of each kind, by the kernel's time.</summary>
internal sealed class AckTimes
{
    private const int Kept = 4_096;

    private readonly Queue<double> _orders = new();
    private readonly Queue<double> _cancels = new();

    public void Order(Duration took) => Add(_orders, took);

    public void Cancel(Duration took) => Add(_cancels, took);

    public IEnumerable<LatencyStage> Stages()
    {
        if (_orders.Count > 0)
            yield return Stage("order-ack", _orders);
        if (_cancels.Count > 0)
            yield return Stage("cancel-ack", _cancels);
    }

    private static void Add(Queue<double> queue, Duration took)
    {
        queue.Enqueue(took.Nanoseconds / 1e6);
        if (queue.Count > Kept)
            queue.Dequeue();
    }

    private static LatencyStage Stage(string name, Queue<double> queue)
    {
        double[] sorted = [.. queue.Order()];
        return new LatencyStage(name, At(sorted, 0.5), At(sorted, 0.95), At(sorted, 0.99), sorted[^1], sorted.Length);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
