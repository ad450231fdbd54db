/**
 * REST under `/api/v1` (JSON, brotli, ETag; closed ranges immutable). Units as in `contract.ts`. A resource the server cannot serve in this
 * process answers 404 or 503 with problem details `{status, title, code}`; the page then shows its empty state. Long work is ordered in two steps (jobs.ts).
 *
 * | method and path | query or body | answer |
 * | --- | --- | --- |
 * | GET session | | {@link SessionInfo}, 401 without a valid cookie |
 * | POST session | `{token}` | {@link SessionInfo} and the cookie (HttpOnly, SameSite=Strict), 401 |
 * | DELETE session | | 204 |
 * | GET packets | symbol, to (index, inclusive; absent: last closed), count (<= Limits.packets) | {@link PacketColumns} |
 * | GET structure | symbol, from, to (packet indices, inclusive) | {@link StructureRange} |
 * | GET zones/{symbol}/{id}/decisions | | `Decision[]` |
 * | GET zones/{symbol}/{id}/why | t (time; absent: now) | {@link Why} of the last judgement up to then, 404 where it is not remembered |
 * | GET runs | | {@link RunSummary}[] newest first |
 * | GET runs/{id} | | {@link RunDetail} |
 * | GET runs/{id}/equity | | {@link RunEquity} |
 * | GET runs/{id}/trades | | {@link RunTrade}[] by number |
 * | GET runs/{id}/trades/{no}/chart | before, after (packets) | {@link TradeChart} |
 * | POST lab/recompute | {@link LabRequest} | `LabWire` (labAnswer.ts), 409 `not-built` when packets must be built first |
 * | POST lab/map | {@link LabRequest} with `map` | {@link LabMap} |
 * | POST lab/presets | `JobOrder` with name, one symbol, parameters | 204 |
 * | GET lab | | {@link LabInfo} |
 * | GET models | | {@link ModelSummary}[] |
 * | GET models/{id} | | {@link ModelDetail} |
 * | GET catalog | | {@link Catalog} |
 * | POST catalog/plan | {@link DownloadRequest} | {@link DownloadPlan} |
 * | GET catalog/{symbol}/{month} | month "2026-08" | {@link DayCell}[] |
 * | GET packet-sets | | {@link PacketSet}[] |
 * | GET jobs | | `JobNews[]` newest first |
 * | GET jobs/kinds | | `JobOffer` (jobs.ts) |
 * | POST jobs/prepare, jobs/{id}/again | `JobOrder` (jobs.ts); nothing | `JobPrepared`: what would be run, and a token |
 * | POST jobs/start | `{token, id}` | `JobStarted` |
 * | POST jobs/{id}/cancel | | 204 |
 * | GET journal | before (id, exclusive), q, kinds (comma separated), count | `JournalEntry[]` newest first |
 * | GET equity | range: day, week, all | {@link EquityReport} |
 * | GET notifications | | {@link NotificationChannel}[] |
 * | POST notifications/{name}/test | | {@link NotificationTest} |
 * | GET latency | window: 5m, 1h, 24h | {@link LatencyReport} |
 */
import type { Dec, Ms, Px, Reason, Role, Share, StructureNews, Zone } from './contract'

export const API = '/api/v1'

export interface SessionInfo {
  role: Role
}

export interface Problem {
  status: number
  title: string
  code: string
}

/**
 * `count` packets ascending from index `from`, as columns of equal length. Prices as differences to save bytes: `c[0]` is absolute, the others to the
 * close before; `o` against the previous close (the first: against its own close), `h` = high - max(open, close), `l` = min(open, close) - low.
 * Times: `t[0]` absolute close time in ms, the others to the close before; `dur` = close - open time.
 */
export interface PacketColumns {
  symbol: string
  epoch: string
  from: number
  /** Index of the oldest packet the server can give; the page stops asking there. */
  first: number
  /** Index of the last closed packet when this was made. */
  last: number
  count: number
  o: Px[]
  h: Px[]
  l: Px[]
  c: Px[]
  t: Ms[]
  dur: number[]
  /** Whole quote units. */
  usd: number[]
  buy: number[]
  k: number[]
  /** Imbalance x 1000, rounded. */
  imb: number[]
  /** VPIN x 1000, rounded; -1 unknown. */
  vpin: number[]
  /** Realised volatility in bp x 100, rounded. */
  rv: number[]
  /** Efficiency x 1000, rounded. */
  er: number[]
  /** Probability x 1000 and threshold x 1000 judged last at that packet, -1 none; near: 1 acted on, 0 only watched. */
  p: number[]
  thr: number[]
  near: number[]
  /** Cumulative delta after the packet, whole quote units, since the epoch's first packet. */
  cd: number[]
  seg: number[]
  fl: number[]
}

/** All that the model was shown for one judgement, in the schema's order; `start` is p before any of it, null where the model can't be explained. */
export interface Why {
  t: Ms
  p: number
  start: number | null
  features: Reason[]
}

export interface StructureRange {
  symbol: string
  from: number
  to: number
  struct: StructureNews[]
  zones: Zone[]
}

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

// ---------------------------------------------------------------- data

export interface Catalog {
  bytes: number
  /** "2024-11" ... ascending. */
  months: string[]
  rows: { symbol: string; trades: number; bytes: number; cells: MonthState[]; part: (Share | null)[] }[]
  notes: { symbol: string; day: string; gaps: number; trades: number }[]
}

export type MonthState = 'verified' | 'gaps' | 'work' | 'missing' | 'partial'

export interface DayCell {
  day: string
  state: MonthState
  trades: number
  gaps: number
}

export interface DownloadRequest {
  symbols: string[]
  /** Dates "2024-11-01", inclusive. */
  from: string
  to: string
}

export interface DownloadPlan {
  /** Days that are not here. */
  archives: number
  /** What they may take on disk, by the days that are here; null when no day of a symbol is. */
  bytes: number | null
  already: number
}

export interface PacketSet {
  id: string
  symbol: string
  bucket: number
  packets: number
  vpinWindow: number
  bytes: number
  built: Ms
  from: Ms | null
  to: Ms | null
  /** Packets that closed on each of the last days. */
  perDay: number[]
}

// ---------------------------------------------------------------- system

/** Where the server tells people; what of is chosen in the configuration. */
export interface NotificationChannel {
  name: string
  kind: 'telegram' | 'webhook'
  /** As in events.ts. */
  events: string[]
  delivered: number
  /** Given up, or found no room. */
  dropped: number
  lastFault: string | null
}

export interface NotificationTest {
  delivered: boolean
  fault: string | null
}

/** day: since 00:00 UTC; week: the last seven days; all: the whole session. */
export type EquityRange = 'day' | 'week' | 'all'

/** Equity of the running session. Empty with `now` null while the account, or a price of what it holds, is not known. */
export interface EquityReport {
  range: EquityRange
  currency: string
  /** Width of the stretches that were joined to one point, ms. */
  step: number
  from: Ms | null
  /** Ascending in whole seconds. */
  t: Ms[]
  equity: number[]
  /** Results of the positions that closed since `from`, at the same times. */
  realised: number[]
  start: Dec | null
  /** What came (above 0) or went by no trade since `from`: no gain; the curve before it is lifted by it. */
  moved: Dec | null
  now: {
    equity: Dec
    change: Dec
    changeShare: Share | null
    realised: Dec
    /** The change that is not realised: by open positions and whatever else is held. */
    open: Dec
    /** Below the highest of the range: 0 or more. */
    fall: Dec
    fallShare: Share | null
  } | null
  /** Deepest fall within the range, found at every packet, not only at the points: 0 or more. */
  maxFall: Dec | null
  maxFallShare: Share | null
}

export interface LatencyReport {
  window: '5m' | '1h' | '24h'
  /** p99 over time by stage. */
  spark: Record<string, number[]>
  /** Histogram of the socket-to-decision stage: upper edges in ms and counts. */
  edges: number[]
  counts: number[]
  total: number
}
