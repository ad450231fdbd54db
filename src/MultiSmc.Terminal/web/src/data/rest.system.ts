/** Answers of the REST interface (rest.ts) of the pages Data and System. */
import type { Dec, Ms, Share } from './contract'

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
