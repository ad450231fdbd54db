using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The profiles, each fitted once to one recording of binance-trades by the statistics named beside its constants; what a recording is too short to
/// tell (slow switches, the day) is taken from a longer one. They say how a symbol looked then, not how it looks now.
/// </summary>
public static class SyntheticProfiles
{
    /// <summary>Every profile.</summary>
    public static IReadOnlyList<SyntheticProfile> All { get; } = [BtcLike(), EthLike(), TrxLike(), AltLike(), QuietLike()];

    /// <summary>A profile by its name; null where there is none.</summary>
    public static SyntheticProfile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>The profile fitted to a symbol's recording, or the one of a middling symbol.</summary>
    public static SyntheticProfile For(string symbol) => symbol switch
    {
        "BTCUSDT" => All[0],
        "ETHUSDT" => All[1],
        "TRXUSDT" => All[2],
        "NEXOUSDT" => All[4],
        _ => All[3],
    };

    /// <summary>BTCUSDT-trades-2024-08-08: 5.7 busy minutes. The three slow switches from BTCUSDT 2022-01-15 (dispersion of counts at 60 and 600 s).</summary>
    private static SyntheticProfile BtcLike() => new()
    {
        Name = "btc-like",
        Description = "dear, busy, a tick of 0.0016 bps, deep touch, orders that sweep",
        TickSize = P("0.01"),
        LotSize = Q("0.00001"),
        StartPrice = P("61800"),
        MeanGap = Ms(155),
        FollowShare = 22_000,
        FollowAgainShare = 38_000,
        FollowGap = Ms(25),
        ActivitySwing = [150, 110, 60, 50, 50, 50],
        VolatilitySwing = 20,
        NoisePpb = 22_000,
        ImpactPpb = 11_000,
        FactorShare = 256,
        QuickLean = 33_000,
        QuickTurn = 2_000,
        SlowLean = 28_500,
        SlowTurn = 470,
        RequoteShare = 16_000,
        RecoverShare = 56_000,
        RequoteSixteenths = 3_000,
        WideShare = 6_000,
        WideTicks = 30,
        LevelTicks = 8,
        WalkShare = 52_000,
        WalkTicks = 500,
        Orders = new SizeLaw(Knots((0, 5.1), (.1, 9), (.25, 20), (.5, 230), (.75, 1_900), (.9, 10_000), (.98, 70_000)), 1_448, 500_000_00),
        Makers = new SizeLaw(Knots((0, 5.1), (.27, 6.2), (.4, 60), (.55, 900), (.75, 4_000), (.9, 14_000), (.99, 50_000)), 1_290, 150_000_00),
        Levels = new SizeLaw(Knots((0, 5), (.1, 10), (.25, 60), (.5, 700), (.75, 6_000), (.9, 25_000), (.98, 120_000)), 1_448, 1_000_000_00),
    };

    /// <summary>ETHUSDT-trades-2024-08-08: 5.7 busy minutes. The three slow switches as btc-like.</summary>
    private static SyntheticProfile EthLike() => new()
    {
        Name = "eth-like",
        Description = "dear, busy, a tick of 0.04 bps, long runs of one side",
        TickSize = P("0.01"),
        LotSize = Q("0.0001"),
        StartPrice = P("2680"),
        MeanGap = Ms(270),
        FollowShare = 26_000,
        FollowAgainShare = 36_000,
        FollowGap = Ms(20),
        ActivitySwing = [150, 70, 50, 40, 40, 40],
        VolatilitySwing = 20,
        NoisePpb = 27_000,
        ImpactPpb = 14_000,
        FactorShare = 290,
        QuickLean = 40_000,
        QuickTurn = 1_900,
        SlowLean = 16_000,
        SlowTurn = 900,
        RequoteShare = 16_000,
        RecoverShare = 56_000,
        RequoteSixteenths = 120,
        WideShare = 5_000,
        WideTicks = 3,
        LevelTicks = 1,
        WalkShare = 52_000,
        WalkTicks = 24,
        Orders = new SizeLaw(Knots((0, 5.1), (.1, 6.5), (.25, 16), (.5, 125), (.75, 1_700), (.9, 9_000), (.98, 42_000)), 1_448, 500_000_00),
        Makers = new SizeLaw(Knots((0, 5.1), (.28, 5.6), (.42, 40), (.55, 600), (.75, 3_500), (.9, 10_000), (.99, 40_000)), 1_384, 200_000_00),
        Levels = new SizeLaw(Knots((0, 5), (.1, 15), (.25, 300), (.5, 2_500), (.75, 9_000), (.9, 22_000), (.98, 80_000)), 1_448, 500_000_00),
    };

    /// <summary>TRXUSDT-trades-2025-03-04: 48 minutes, microsecond times.</summary>
    private static SyntheticProfile TrxLike() => new()
    {
        Name = "trx-like",
        Description = "cheap, a coarse tick of 4.3 bps, thick queues, seldom a new price",
        TickSize = P("0.0001"),
        LotSize = Q("0.1"),
        StartPrice = P("0.2312"),
        MeanGap = Ms(1_350),
        FollowShare = 20_000,
        FollowAgainShare = 47_000,
        FollowGap = Ms(6),
        ActivitySwing = [100, 40, 30, 30, 30, 30],
        VolatilitySwing = 15,
        NoisePpb = 90_000,
        ImpactPpb = 50_000,
        FactorShare = 256,
        QuickLean = 36_000,
        QuickTurn = 2_400,
        SlowLean = 24_500,
        SlowTurn = 350,
        RequoteShare = 1_000,
        RecoverShare = 56_000,
        RequoteSixteenths = 6,
        WideShare = 200,
        WideTicks = 1,
        LevelTicks = 0,
        WalkShare = 52_000,
        WalkTicks = 3,
        Orders = new SizeLaw(Knots((0, 5.1), (.1, 13), (.25, 30), (.5, 216), (.75, 1_630), (.9, 5_036), (.99, 34_500)), 1_448, 300_000_00),
        Makers = new SizeLaw(Knots((0, 5.1), (.25, 5.4), (.4, 60), (.55, 800), (.75, 3_500), (.9, 12_000), (.99, 30_000)), 1_290, 80_000_00),
        Levels = new SizeLaw(Knots((0, 500), (.1, 5_000), (.25, 20_000), (.5, 50_000), (.75, 90_000), (.9, 150_000), (.98, 300_000)), 1_300, 800_000_00),
    };

    /// <summary>LTCUSDT-trades-2025-06-21: 12 hours of a volatile weekend; aggregate trades, so one print holds all of an order at its price.</summary>
    private static SyntheticProfile AltLike() => new()
    {
        Name = "alt-like",
        Description = "middling, a trade a second, a tick of 1.2 bps, long calm and wild hours",
        TickSize = P("0.01"),
        LotSize = Q("0.001"),
        StartPrice = P("83.20"),
        MeanGap = Ms(1_500),
        FollowShare = 16_000,
        FollowAgainShare = 28_000,
        FollowGap = Ms(90),
        ActivitySwing = [100, 100, 130, 120, 110, 100],
        VolatilitySwing = 40,
        NoisePpb = 75_000,
        ImpactPpb = 42_000,
        FactorShare = 300,
        QuickLean = 30_000,
        QuickTurn = 5_500,
        SlowLean = 19_000,
        SlowTurn = 300,
        RequoteShare = 3_000,
        RecoverShare = 62_000,
        RequoteSixteenths = 22,
        WideShare = 1_500,
        WideTicks = 1,
        LevelTicks = 0,
        WalkShare = 52_000,
        WalkTicks = 3,
        Orders = new SizeLaw(Knots((0, 5.1), (.1, 10), (.25, 20.5), (.5, 45), (.75, 215), (.9, 850), (.99, 6_500)), 1_448, 130_000_00),
        Makers = new SizeLaw(Knots((0, 1_000), (.5, 10_000), (.9, 50_000), (.99, 100_000)), 1_300, 150_000_00),
        Levels = new SizeLaw(Knots((0, 100), (.1, 400), (.25, 1_500), (.5, 5_000), (.75, 10_000), (.9, 20_000), (.98, 50_000)), 1_448, 200_000_00),
    };

    /// <summary>NEXOUSDT-trades-2024-07-24: 16 quiet hours.</summary>
    private static SyntheticProfile QuietLike() => new()
    {
        Name = "quiet-like",
        Description = "an order in sixteen seconds, a tick of 8 bps, thin book",
        TickSize = P("0.001"),
        LotSize = Q("0.01"),
        StartPrice = P("1.222"),
        MeanGap = Ms(19_500),
        FollowShare = 8_000,
        FollowAgainShare = 16_000,
        FollowGap = Ms(1_500),
        ActivitySwing = [40, 80, 110, 110, 90, 60],
        VolatilitySwing = 20,
        NoisePpb = 220_000,
        ImpactPpb = 115_000,
        FactorShare = 200,
        QuickLean = 27_000,
        QuickTurn = 5_000,
        SlowLean = 14_000,
        SlowTurn = 800,
        RequoteShare = 6_000,
        RecoverShare = 62_000,
        RequoteSixteenths = 12,
        WideShare = 5_000,
        WideTicks = 1,
        LevelTicks = 0,
        WalkShare = 60_000,
        WalkTicks = 2,
        Orders = new SizeLaw(Knots((0, 5.1), (.1, 10), (.25, 19), (.5, 52), (.75, 160), (.9, 420), (.98, 2_200)), 1_700, 60_000_00),
        Makers = new SizeLaw(Knots((0, 5), (.1, 12), (.25, 32), (.5, 90), (.75, 210), (.9, 600), (.98, 2_200)), 1_625, 12_000_00),
        Levels = new SizeLaw(Knots((0, 15), (.1, 36), (.25, 93), (.5, 240), (.75, 480), (.9, 1_140), (.98, 3_000)), 1_448, 20_000_00),
    };

    /// <summary>Knots from shares of one and amounts of the quote asset.</summary>
    private static SizeKnot[] Knots(params ReadOnlySpan<(double Share, double Amount)> knots)
    {
        var made = new SizeKnot[knots.Length];
        for (var i = 0; i < made.Length; i++)
            made[i] = new SizeKnot((int)(knots[i].Share * 65_536), (long)(knots[i].Amount * 100 + 0.5));
        return made;
    }

    private static Price P(string text) => new(Raw(text));

    private static Quantity Q(string text) => new(Raw(text));

    private static long Raw(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new FormatException($"'{text}' is no decimal");

    private static Duration Ms(long milliseconds) => Duration.FromMilliseconds(milliseconds);
}
