/** Answers of the REST interface (rest.ts) of the pages Backtests, Lab and Models. */
import type { Ms, Share, Zone } from './contract'
import type { PacketColumns, StructureRange } from './rest'

// ---------------------------------------------------------------- backtests

export interface RunSummary {
  id: string
  title: string
  symbols: string[]
  from: Ms
  to: Ms
  state: 'done' | 'running' | 'failed'
  /** Net result as a share of the starting equity; null while running. */
  net: Share | null
  /** About 24 points of equity. */
  spark: number[]
  created: Ms
  job: string | null
}

/** Honesty flags of the report. */
export type RunFlag = 'under-100-trades' | 'under-1-year' | 'train-test-overlap' | 'zero-fees' | 'touch-fills' | 'missing-data' | 'best-five' | 'sign-differs' | (string & {})

export interface RunDetail extends RunSummary {
  flags: RunFlag[]
  reproducible: boolean
  trades: number
  packets: number
  tradesRead: number
  makerFee: Share
  takerFee: Share
  fillModel: string
  evidence: string
  ranMs: number
  config: string
  data: string
  model: string | null
  currency: string
  figures: RunFigures
  /** Of the same run with every order kept; null without a model. */
  without: RunFigures | null
  /** Month returns by symbol, "all" for the whole: share of starting equity, null without trades. */
  months: { labels: string[]; rows: { symbol: string; values: (Share | null)[]; total: Share | null }[] } | null
  /** Share of rival random models that did worse, 0..1; null without rivals. */
  percentile: number | null
}

export interface RunFigures {
  net: Share | null
  /** Pessimistic and optimistic fill model. */
  netBand: [Share, Share] | null
  maxDd: Share | null
  ddDays: number | null
  sharpe: number | null
  sortino: number | null
  profitFactor: number | null
  winRate: Share | null
  wins: number
  count: number
  expectancyR: number | null
  fees: number
  makerShare: Share | null
  pulled: number | null
  savedR: number | null
  /** Return of the same money bought and held. */
  hold?: Share | null
}

export interface RunEquity {
  currency: string
  start: number
  /** Days, hours or minutes by the length of the run, its start and its end; ascending in whole seconds. */
  t: Ms[]
  equity: number[]
  /** Fill band. */
  low: number[] | null
  high: number[] | null
  without: number[] | null
  /** Lowest and highest of the random cancels. */
  rivalsLow: number[] | null
  rivalsHigh: number[] | null
  /** The same money in equal parts in every symbol from its first trade to its last, a taker's commission once each way; null in runs of before it was written. */
  hold: number[] | null
  /** Cumulative R at the same times. */
  r: number[]
}

export interface RunTrade {
  no: number
  symbol: string
  /** Packet index of the entry in the run's packets. */
  packet: number
  t: Ms
  closed: Ms
  entry: string
  exit: 'tp' | 'sl' | 'time' | 'manual' | 'guarded-stop' | 'guarded-target' | 'other'
  p: number | null
  packets: number
  maeR: number
  mfeR: number
  r: number
  pnl: number
  fees: number
  qty: string
  sl: string
  tp: string
  zoneFound: Ms
  checks: number
  minP: number | null
  /** Code of the rule that filled it: "through", "queue", "touch"; ticks past the price. */
  rule: string
  evidence: string
}

export interface TradeChart {
  packets: PacketColumns
  structure: StructureRange
  priceDecimals: number
  tick: number
}

// ---------------------------------------------------------------- lab

export interface LabParameters {
  bucket: number
  vpinWindow: number
  emaSpan: number
  swing: number
  breakMode: 'close' | 'wick'
  minRange: Share
  ttl: number
  oteTop: Share
  entry: Share
  oteBottom: Share
  target: Share
  stopBuffer: Share
  minRr: number
  threshold: Share
  approach: Share
}

export interface LabInfo {
  /** From and to null: the packets of the session, which grow. */
  sets: { id: string; title: string; symbol: string; bucket: number; vpinWindow: number; packets: number; from: Ms | null; to: Ms | null }[]
  presets: { id: string; title: string; symbol: string; parameters: LabParameters }[]
}

export interface LabRequest {
  set: string
  parameters: LabParameters
  baseline: LabParameters
  /** The map's two: the first along x, the second along y (rows of `values`). Detector parameters only. */
  map?: [keyof LabParameters, keyof LabParameters]
  /** Tags of the packets and of the baseline that the page holds: they are left out of the answer. */
  held?: string | null
  heldBaseline?: string | null
}

export interface LabFigures {
  breaks: number
  zones: number
  touched: number
  kept: number
  targets: number
  hitRate: Share | null
  expectancyR: number | null
  profitFactor: number | null
  /** A fall: negative, or 0. */
  maxDdR: number | null
}

/** An answer put together from what came and what was held. */
export interface LabResult {
  chart: TradeChart
  baseline: { zones: Zone[]; figures: LabFigures }
  figures: LabFigures
  recomputeMs: number
  packets: number
  overview: number[]
}

/** Expectancy in R around the values: rows of `values` go with `y`; `at` is the place of the values themselves. */
export interface LabMap {
  x: number[]
  y: number[]
  values: (number | null)[][]
  at: [number, number]
}

// ---------------------------------------------------------------- models

export interface ModelSummary {
  id: string
  symbols: string[]
  state: 'live' | 'shadow' | 'archived' | 'candidate'
  auc: number | null
  created: Ms
  /** Time of the newest data it was trained on. */
  dataTo?: Ms | null
  /** Why it cannot be used; null when it can. */
  fault: string | null
}

export interface ModelDetail extends ModelSummary {
  since: Ms | null
  decisions: number | null
  metrics: ModelMetrics
  passport: {
    trainedMs: number | null
    from: Ms | null
    to: Ms | null
    dataHash: string
    bucket: number | null
    packets: number
    rows: number
    positives: Share | null
    label: string
    validation: string
    features: string
    featureCount: number
    booster: string
    calibration: string
    file: string
    bytes: number
    sha256: string
  }
  reliability: { predicted: number; observed: number; low: number; high: number; count: number }[]
  importance: { feature: string; value: number; raises: boolean | null }[]
  /** Unit of every expectancy here. */
  unit: 'R' | 'bps'
  /** What each threshold of the grid would have kept (share and count of zones) and earned out of fold; null when the training left no report. */
  threshold: { at: number; mode: 'fixed' | 'break-even'; grid: number[]; expectancy: (number | null)[]; kept: Share[]; counts: number[] } | null
  /** Zones of the test in tenths by probability. */
  groups: { from: number; to: number; zones: number; predicted: number | null; observed: Share | null; expectancy: number | null }[]
  scores: { edges: number[]; wins: number[]; losses: number[] } | null
  /** Tested blocks; from and to 0 when their times are not known. */
  folds: { from: Ms; to: Ms; auc: number | null; expectancy: number | null; trades: number }[]
  /** Worst first; empty until there is enough to measure it on. */
  drift: { feature: string; psi: number }[]
  /** What it is measured on: zones of this session that the model was asked about. told: the training's report tells how features were spread. */
  driftState?: { told: boolean; zones: number; neededZones: number } | null
  gates: { name: string; met: boolean; value: number | null; limit: number | null }[]
}

export interface ModelMetrics {
  auc: number | null
  prAuc: number | null
  logLoss: number | null
  brier: number | null
  ece: number | null
  kept: Share | null
  expectancy: number | null
  latencyP99: number | null
}
