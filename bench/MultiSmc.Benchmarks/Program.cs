using BenchmarkDotNet.Running;
using MultiSmc.Benchmarks.Backtests;
using MultiSmc.Benchmarks.Catalog;
using MultiSmc.Benchmarks.Decisions;
using MultiSmc.Benchmarks.Exchange;
using MultiSmc.Benchmarks.Journal;
using MultiSmc.Benchmarks.Learning;
using MultiSmc.Benchmarks.Packets;

// A first word that names a side-by-side run starts that; anything else is for BenchmarkDotNet.
return args switch
{
    ["catalog-vs-duckdb", .. var rest] => CatalogBesideDuckDb.Run(rest),
    ["packets-vs-numba", .. var rest] => PacketsBesideNumba.Run(rest),
    ["model-vs-xgboost", .. var rest] => ModelBesideXgboost.Run(rest),
    ["train-vs-xgboost", .. var rest] => TrainingBesideXgboost.Run(rest),
    ["decision-latency", .. var rest] => DecisionLatency.Run(rest),
    ["journal-bench", .. var rest] => JournalBench.Run(rest),
    ["snapshot-bench", .. var rest] => SnapshotBench.Run(rest),
    ["stream-fanout", .. var rest] => StreamFanOut.Run(rest),
    ["node-load", .. var rest] => NodeLoad.Run(rest),
    ["whole-backtest", .. var rest] => WholeBacktest.Run(rest),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
