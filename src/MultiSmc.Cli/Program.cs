using System.Runtime.InteropServices;
using MultiSmc.Cli.Commands;

using var interrupt = new CancellationTokenSource();

// The first signal asks the command to stop and save what it has; a second one, not cancelled here, ends the process at once.
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
JobParent.Watch(interrupt);

return await new Application(CommandContext.OfProcess(), Verbs.All).RunAsync(args, interrupt.Token).ConfigureAwait(false);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
}
