using System.Reflection;
using NetArchTest.Rules;

namespace MultiSmc.Architecture.Tests;

/// <summary>The arrows between the rooms: each room may use those listed, nothing else of ours.</summary>
public sealed class DependencyRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["MultiSmc.Core"] = [],
        ["MultiSmc.Packets"] = ["MultiSmc.Core"],
        ["MultiSmc.Structure"] = ["MultiSmc.Core"],
        ["MultiSmc.Learning"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure"],
        ["MultiSmc.Engine"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure"],
        ["MultiSmc.Strategy"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Learning", "MultiSmc.Engine"],
        ["MultiSmc.Simulation"] = ["MultiSmc.Core", "MultiSmc.Engine"],
        // Strategy for its traces: closed positions and decisions become rows of the journal's tables.
        ["MultiSmc.Journal"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Engine", "MultiSmc.Strategy"],
        ["MultiSmc.Binance.Wire"] = ["MultiSmc.Core"],
        // Engine for its ports: the way to the exchange and the market's feed.
        ["MultiSmc.Binance"] = ["MultiSmc.Core", "MultiSmc.Engine", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Binance.Wire"],
        ["MultiSmc.Exchange"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Engine", "MultiSmc.Simulation", "MultiSmc.Binance.Wire"],
        ["MultiSmc.Node"] = ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Learning", "MultiSmc.Engine", "MultiSmc.Strategy", "MultiSmc.Journal"],
        ["MultiSmc.Terminal"] =
        [
            "MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Learning", "MultiSmc.Engine", "MultiSmc.Strategy", "MultiSmc.Simulation",
            "MultiSmc.Journal", "MultiSmc.Node", "MultiSmc.Research", "MultiSmc.Catalog",
        ],
        ["MultiSmc.Catalog"] = ["MultiSmc.Core", "MultiSmc.Packets"],
        ["MultiSmc.Research"] =
        [
            "MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Learning", "MultiSmc.Engine", "MultiSmc.Strategy", "MultiSmc.Simulation",
        ],
    };

    private static readonly string[] PureRooms =
        ["MultiSmc.Core", "MultiSmc.Packets", "MultiSmc.Structure", "MultiSmc.Engine", "MultiSmc.Strategy", "MultiSmc.Simulation"];

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    public static TheoryData<string> Pure => [.. PureRooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_it_may(string room)
    {
        var used = Load(room).GetReferencedAssemblies()
            .Select(reference => reference.Name ?? "")
            .Where(name => name.StartsWith("MultiSmc", StringComparison.Ordinal) || name == "multismc");
        Assert.Empty(used.Except(Allowed[room]));
    }

    [Fact]
    public void Every_room_is_under_a_rule()
    {
        var here = Path.GetDirectoryName(typeof(DependencyRules).Assembly.Location) ?? ".";
        var rooms = Directory.GetFiles(here, "MultiSmc.*.dll").Select(Path.GetFileNameWithoutExtension)
            .Where(name => name is not null && !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "MultiSmc.Testing");
        Assert.Empty(rooms.Except(Allowed.Keys));
    }

    [Theory]
    [MemberData(nameof(Pure))]
    public void A_pure_room_has_no_package_and_no_io(string room)
    {
        var assembly = Load(room);
        var foreign = assembly.GetReferencedAssemblies().Select(reference => reference.Name ?? "")
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("MultiSmc.", StringComparison.Ordinal));
        Assert.Empty(foreign);
        // Ports are interfaces: the shells behind them may be waited for; what is computed here may not.
        var result = Types.InAssembly(assembly).That().AreNotInterfaces().ShouldNot()
            .HaveDependencyOnAny("System.IO.File", "System.IO.FileStream", "System.Net", "System.Diagnostics.Process", "System.Threading.Tasks", "System.Console")
            .GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    private static Assembly Load(string room) => Assembly.Load(new AssemblyName(room));
}
