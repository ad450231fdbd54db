/** The account's part of frames: orders, fills, positions, sums, health, work and journal. Units as in `contract.ts`. */
import type { Dec, Ms, Share } from './contract'
import type { AlertCode, JournalCode, LockName } from './codes'

export type OrderRole = 'entry' | 'tp' | 'sl' | 'exit' | 'foreign'
export type OrderStatus = 'pending' | 'new' | 'partial' | 'filled' | 'cancelled' | 'rejected' | 'expired'
export type OrderType = 'LIMIT' | 'LIMIT_MAKER' | 'MARKET' | 'STOP_LOSS' | 'STOP_LOSS_LIMIT' | 'TAKE_PROFIT' | 'TAKE_PROFIT_LIMIT'

/** Whole order; those with `status` filled, cancelled, rejected, expired leave the table. */
export interface Order {
  id: string
  v: number
  n: string
  side: 'BUY' | 'SELL'
  type: OrderType
  /** Part of a one-cancels-other list. */
  oco: boolean
  role: OrderRole
  setup: number | null
  price: Dec
  /** Stop trigger of stop types. */
  stop: Dec | null
  qty: Dec
  filled: Dec
  status: OrderStatus
  /** The exchange's number once acknowledged. */
  venueId: string | null
  t: Ms
}

export interface Fill {
  id: string
  n: string
  order: string
  side: 'BUY' | 'SELL'
  role: OrderRole
  setup: number | null
  price: Dec
  qty: Dec
  fee: Dec
  feeAsset: string
  maker: boolean
  /** Packet in which it happened, or -1. */
  packet: number
  t: Ms
}

/** 'exchange': target and stop stand there; 'sl-only'; 'guarded': the bot watches; 'sending': on the way; 'none': cannot be placed. */
export type Protection = 'exchange' | 'sl-only' | 'guarded' | 'sending' | 'none'

export interface Position {
  n: string
  setup: number
  v: number
  qty: Dec
  entry: Dec
  sl: Dec
  tp: Dec
  /** Unrealised, net of fees so far and of the taker fee to leave; in quote, and in R. */
  pnl: Dec
  r: number
  risk: Dec
  /** What was paid for all that was bought. */
  cost: Dec
  /** Its whole result, parts sold before included, net of fees, if what is held were sold at the target, at the stop. */
  atTp: Dec
  atSl: Dec
  protection: Protection
  /** Since when it is without protection; null when it has one. */
  bareSince: Ms | null
  packet: number
  since: Ms
  /** Closed: the row goes. */
  closed: boolean
}

export interface Account {
  currency: string
  equity: Dec
  free: Dec
  /** Result since 00:00 UTC in quote and as a share; null before the first midnight price is known. */
  day: Dec | null
  dayShare: Share | null
  /** Sum of what is lost if every stop is hit: quote, and in R. */
  risk: Dec
  riskR: number
  exposure: Dec
  unrealised: Dec
}

/** Since 00:00 UTC. */
export interface Session {
  from: Ms
  placed: number
  filled: number
  pulled: number
  expired: number
  wins: number
  closed: number
  /** A fall: negative, or 0. */
  maxDdR: number
  /** What the pulled orders would have made, with the sign turned: positive is saved. null where it is not known yet. */
  savedR: number | null
  /** The same in quote; null where it is not known yet. */
  saved: Dec | null
  fees: Dec
  makerShare: number | null
  /** Running result in R after each closed trade. */
  curve: number[]
}

export type LinkName = 'market-data' | 'user-data' | 'orders' | 'rest-weight' | 'order-limit' | 'clock' | 'journal' | 'gap-repair'

export interface Link {
  name: LinkName
  state: 'up' | 'warn' | 'down' | 'off'
  /** Age of the last message, ms. */
  age: number | null
  /** Round trip, or for the journal the time of a flush, ms. */
  rtt: number | null
  /** Messages per second. */
  rate: number | null
  /** Connected since. */
  since: Ms | null
  reconnects: number
  /** Use against limits: [[212, 6000]] for weight, [[2, 100], [31, 200000]] for orders. */
  use: [number, number][]
  /** Offset of our clock in ms (clock), bytes (journal), trades (gap repair). */
  value: number | null
  /** The last thing that went wrong there in this session, in the words of who said it; code: the exchange's. Older than any entry of the journal here, maybe. */
  fault?: { t: Ms; code: string | null; text: string } | null
}

export interface Health {
  links: Link[]
  /** Round trip of the page's venue badge, ms. */
  rtt: number | null
  trades: number
  tradesPeak: number
  /** Started at. */
  since: Ms
  restarts: number
  cpu: Share
  cpuPeak: Share
  cores: number
  memory: number
  gcP99: number
  diskFree: number
  journalBytes: number
  decisionBudgetMs: number
}

export type StageName = 'decision' | 'send' | 'order-ack' | 'cancel-ack' | 'model' | 'page'

/** Milliseconds. */
export interface LatencyStage {
  stage: StageName
  p50: number
  p95: number
  p99: number
  max: number
  count: number
}

export interface Lock {
  /** Symbol, or null for all. */
  n: string | null
  locks: LockName[]
  since: Ms
  /** Cause with parameters, for halted and disconnected. */
  code: AlertCode | null
  p: Params
}

export interface JobNews {
  id: string
  kind: 'download' | 'verify' | 'packets' | 'backtest' | 'train' | 'replay'
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  /** 0..1; null when it cannot be known. */
  done: number | null
  /** Code of what it is doing now: "downloading", "verifying", "writing", "building", "running". */
  stage: string
  p: Params
  /** Per second and its unit: bytes, trades. */
  rate: number | null
  unit: 'bytes' | 'trades' | 'rows' | null
  etaMs: number | null
  t: Ms
  /** When failed. */
  error: { code: string; p: Params } | null
  /** Running backtests: equity so far. */
  partial?: number[]
}

export type ParamValue = string | number | boolean | null
export type Params = Record<string, ParamValue>

export type JournalKind = 'decision' | 'order' | 'fill' | 'struct' | 'zone' | 'packet' | 'data' | 'risk' | 'command' | 'position' | 'system'
export type Level = 'info' | 'warn' | 'error'

/** The page writes the words from `code` and `p`: the journal is bilingual. */
export interface JournalEntry {
  /** Grows without gaps. */
  id: number
  t: Ms
  kind: JournalKind
  lvl: Level
  n: string | null
  code: JournalCode | AlertCode
  p: Params
}
