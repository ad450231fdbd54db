namespace MultiSmc.Research.Tests;

/// <summary>
/// No decision sees the future: what a run decided along a prefix of the tape is what the whole run decided so far. Reports that reach us after the
/// prefix's last event are handed over at its end, so steps after that moment are not compared.
/// </summary>
internal static class PrefixInvariance
{
    public static bool Holds(RunRecorder prefix, RunRecorder whole)
    {
        var end = prefix.LastMarketTime;
        var decided = prefix.Traces.Where(trace => trace.Trace.Time <= end).ToArray();
        return decided.Length <= whole.Traces.Count && decided.SequenceEqual(whole.Traces.Take(decided.Length))
            && whole.Traces.Skip(decided.Length).All(trace => trace.Trace.Time >= end);
    }
}
