using MultiSmc.Browser.Tests;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chrome))]
// One browser and one session at a time: what is measured in seconds must not wait for a neighbour.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
