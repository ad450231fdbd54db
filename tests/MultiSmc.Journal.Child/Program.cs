using System.Globalization;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Journal.Child;

// Journals until it is killed: FILE SEED. Says "R n" for each order that input n led to, at the moment when it may leave.
var seed = ulong.Parse(args[1], CultureInfo.InvariantCulture);
var gate = new ReleaseGate(new Printer(Console.OpenStandardOutput()));
using var file = JournalFile.Open(args[0], new JournalOptions { BlockBytes = 2_000, SegmentBytes = 20_000 });
using var journal = file.Start(SimpleSession.Header, gate);
var (session, effects) = (new SimpleSession(seed), new EffectBuffer());
while (true)
{
    var input = session.NextInput();
    journal.Append(in input);
    session.NextEffects(effects);
    journal.Record(effects);
    foreach (ref readonly var effect in effects.Effects)
    {
        if (effect.Payload is VenueRequest request)
            gate.Submit(request, input.Sequence);
    }
}

internal sealed class Printer(Stream output) : IRequestSink
{
    public void Send(VenueRequest request)
    {
        if (request is not VenueRequest.PlaceOrder(var order))
            return;
        output.Write(System.Text.Encoding.ASCII.GetBytes($"R {order.ClientOrderId.Value.Split('-')[1]}\n"));
        output.Flush();
    }

    public void Withhold(VenueRequest request, JournalFailure failure) => Environment.FailFast(failure.Message);
}
