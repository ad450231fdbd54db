using BenchmarkDotNet.Running;
using MultiSmc.Benchmarks.Journal;
using MultiSmc.Benchmarks.Packets;

// A first word that names a side-by-side run starts that; anything else is for BenchmarkDotNet.
return args switch
{
    ["packets-vs-numba", .. var rest] => PacketsBesideNumba.Run(rest),
    ["journal-bench", .. var rest] => JournalBench.Run(rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
