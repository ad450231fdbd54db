using System.Reflection;
using System.Runtime.CompilerServices;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>Nothing that the kernel's side remembers is forgotten by a saved state.</summary>
public sealed partial class CarriedFields
{
    /// <summary>The rooms of the kernel, and what it uses of others.</summary>
    private static readonly IEnumerable<Type> KernelTypes =
    [
        // The loop of the shells lives beside the kernel and is made anew with it: its timers come from the journal.
        .. typeof(TradingKernel).Assembly.GetTypes().Where(static type => type != typeof(DrivenSession) && type != typeof(TimerQueue)), .. typeof(MultiSmcStrategy).Assembly.GetTypes(),
        .. typeof(StructureDetector).Assembly.GetTypes(), .. typeof(PacketBuilder).Assembly.GetTypes(),
        .. typeof(FeatureEngine).Assembly.GetTypes().Where(type => type.Name is "FeatureEngine" or "FlowWindow" || type.DeclaringType?.Name == "FlowWindow"),
        typeof(Balances), typeof(SplitMix64),
    ];

    [Fact]
    public void Every_mutable_field_is_listed_with_how_it_is_saved()
    {
        var found = KernelTypes.Where(IsLooked).SelectMany(MutableFields).ToHashSet(StringComparer.Ordinal);
        var listed = Lines(Carried).Concat(Lines(CarriedInPart)).Concat(Lines(NotCarried)).ToArray();

        Assert.True(listed.Length == listed.Distinct().Count(), "a field is listed twice");
        Assert.True(found.IsSubsetOf(listed), $"new state: add to the class's Carry method, then to the list here: {string.Join(", ", found.Except(listed).Order())}");
        Assert.True(found.IsSupersetOf(listed), $"no such field any more: {string.Join(", ", listed.Except(found))}");
    }

    [Theory]
    [InlineData(ProtectionKind.Oco, 51)]
    [InlineData(ProtectionKind.Otoco, 52)]
    public void A_restored_kernel_holds_what_the_saved_one_held(ProtectionKind protection, ulong seed)
    {
        var plan = SyntheticRun.Plan(FillModel.Touch, symbols: 2) with { Model = RestoredStrategy.Model() };
        plan = plan with
        {
            Markets =
            [
                plan.Markets[0] with { Structure = plan.Markets[0].Structure with { SwingMode = SwingMode.Fractal, Left = 3, Right = 3 } },
                plan.Markets[1] with { Strategy = plan.Markets[1].Strategy with { Protection = protection } },
            ],
        };
        // The model is asked and pulls nothing, so that there are positions at many cuts.
        plan = plan with { Markets = [.. plan.Markets.Select(market => market with { Strategy = market.Strategy with { Threshold = 0 } })] };
        var notCompared = Lines(NotCarried).Concat(Lines(CarriedInPart)).ToHashSet(StringComparer.Ordinal);
        var (compared, met) = (0, new HashSet<string>(StringComparer.Ordinal));
        var ride = new RestoredRun(plan, plan.Model, seed, 600)
        {
            OnCut = (saved, restored) =>
            {
                var graph = StateGraph.Compare(saved, restored, notCompared.Contains);
                Assert.True(graph.Differences.Count == 0, $"input {saved.LastSequence}: {string.Join("; ", graph.Differences.Take(5))}");
                met.UnionWith(graph.Fields);
                compared++;
            },
        };
        ride.Run(SyntheticRun.Events(seed, 40_000, plan));

        Assert.True(compared > 50, $"{compared} cuts");
        Assert.Contains("ProtectionLeg._below", met);
        Assert.Contains("FractalSwings._segmentStart", met);
        Assert.Contains("ZigzagSwings._pull", met);
        Assert.Contains("Setup.IsNear", met);
        if (protection == ProtectionKind.Otoco)
            Assert.Contains("PendingProtection.Above", met);
    }

    private static bool IsLooked(Type type) =>
        !type.IsEnum && !type.IsInterface && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.StartsWith('<') && type.DeclaringType?.Name.StartsWith('<') != true
        && !Lines(NotOfTheKernel).Contains(type.Name);

    // A readonly collection is as mutable as what it holds; a readonly object of ours is looked at by its own type.
    private static IEnumerable<string> MutableFields(Type type) =>
        from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.Name.EndsWith(">P", StringComparison.Ordinal) // a constructor's parameter that is used later
        where !field.IsInitOnly || field.FieldType.IsArray || field.FieldType.Namespace == "System.Collections.Generic" && !field.FieldType.IsInterface
        select $"{type.Name}.{(field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name)}";

    /// <summary>"Type: field field" line by line, as "Type.field"; a line without fields is the type alone.</summary>
    private static IEnumerable<string> Lines(string list)
    {
        foreach (var line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length == 1)
                yield return parts[0];
            else
                foreach (var field in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    yield return $"{parts[0]}.{field}";
        }
    }
}
