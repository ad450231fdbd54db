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
 *
 * Answers of Backtests, Lab and Models are in rest.research.ts, those of Data and System in rest.system.ts.
 */
import type { Ms, Px, Reason, Role, StructureNews, Zone } from './contract'

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
