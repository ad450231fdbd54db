namespace MultiSmc.Learning;

/// <summary>Row positions of the schema "ote-approach".</summary>
internal enum OteFeature
{
    Side,
    IsChoch,
    DistEntryBps,
    RangeBps,
    Retrace,
    RetraceMax,
    Rr,
    ZoneAge,
    ImpulseLen,
    PullbackLen,
    ImpulseImb,
    PullbackImb,
    PullbackSpeed,
    Imb1,
    Imb5,
    Imb20,
    ImbEma8,
    CountImb5,
    Vpin,
    VpinDelta10,
    VpinRank100,
    MaxTradeShare5,
    FlipRate5,
    RvBps1,
    RvBps20,
    RvRatio5Over50,
    AtrBps20,
    RangeAtr,
    ErIntra,
    Er10,
    Ret5Bps,
    Ret20Bps,
    VwapDist20Bps,
    CloseLoc,
    Kyle20,
    Amihud20,
    Roll20Bps,
    Intensity1,
    IntensityRatio5Over50,
    FlowEntropy20,
}

/// <summary>Names of the schema "ote-approach".</summary>
internal static class OteFeatures
{
    public const int Count = 40;

    public static readonly string[] Names =
    [
        "side", "is_choch", "dist_entry_bps", "range_bps", "retrace", "retrace_max", "rr", "zone_age", "impulse_len", "pullback_len",
        "impulse_imb", "pullback_imb", "pullback_speed", "imb_1", "imb_5", "imb_20", "imb_ema_8", "count_imb_5", "vpin", "vpin_delta_10",
        "vpin_rank_100", "max_trade_share_5", "flip_rate_5", "rv_bps_1", "rv_bps_20", "rv_ratio_5_50", "atr_bps_20", "range_atr", "er_intra", "er_10",
        "ret_5_bps", "ret_20_bps", "vwap_dist_20_bps", "close_loc", "kyle_20", "amihud_20", "roll_20_bps", "intensity_1", "intensity_ratio_5_50",
        "flow_entropy_20",
    ];
}
