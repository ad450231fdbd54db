/**
 * What the server and this page say to each other. The server follows this file to the letter.
 *
 * Units, everywhere unless a field says otherwise:
 * - `Px`: integer price in 10^-priceDecimals of the symbol (the engine's canonical price unit; one tick is `SymbolInfo.tick` of them).
 * - `Dec`: decimal string with a dot, no groups, no exponent ("0.0312"), as the exchange and the account write it.
 * - `Ms`: integer milliseconds since 1970-01-01 UTC.
 * - `Share`: fraction, 0.0084 is 0.84 %. Probabilities and imbalances are fractions too.
 * - `usd`: number in units of the quote asset; for display only, never for sums that matter.
 * - A packet index counts from the start of the epoch's packet set; `id` (first trade id) with symbol and bucket is its lasting name.
 * - A field that is not known is null; a field marked `?` may be absent.
 *
 * Hub: `/hub/terminal`, SignalR JSON protocol, camelCase, WebSockets only, same origin. REST: `rest.ts`. Codes: `codes.ts`.
 */
import type { AlertCode, CommandError, JournalCode, LockName, SkipReason } from './codes'

export type * from './codes'
export type * from './rest'

/** Version of this contract. The server refuses another one with `error: 'proto'` in {@link HelloReply}. */
export const PROTO = 1
export const HUB_PATH = '/hub/terminal'

export type Px = number
export type Dec = string
export type Ms = number
export type Share = number

export type Mode = 'paper' | 'live' | 'backtest' | 'replay'
export type Lang = 'en' | 'ru'
/** What the token (or loopback) allows: 'view' sees, 'trade' also prepares and executes. */
export type Role = 'view' | 'trade'

// ---------------------------------------------------------------- hub methods, page to server

/** The hub's methods by name, with arguments and result. `stream` is a server-to-page stream. */
export interface Hub {
  hello(arg: { proto: number; lang: Lang }): HelloReply
  /** Exactly one per page. `epoch` and `lastSeq` resume after a break if the ring still holds lastSeq + 1; else a snapshot comes first. */
  stream(arg: { focus: string; epoch?: string; lastSeq?: number }): Frame
  /** The next frame is `k: 'snap'`-like for that symbol: it carries `focus`, `live`, `struct`, `zones`, `setups`, `decisions` of it whole. */
  focus(symbol: string): void
  prepare(arg: PrepareRequest): PrepareReply
  /** Idempotent by commandId (a uuid made by the page). */
  execute(arg: { token: string; commandId: string }): ExecuteReply
  /** Every 5 s. `t` is the page's clock, returned as it came. */
  ping(t: number): { t: number; now: Ms }
}

export interface HelloReply {
  proto: number
  /** Set when the page cannot be served: 'proto' (reload the page), 'starting' (ask again). Other fields may then be empty. */
  error?: 'proto' | 'starting'
  /** Version and commit of the program: "0.1.0", "4f2c9e1". */
  build: { version: string; commit: string }
  /** Changes with every start of the engine: packet indices, setups and zone ids hold within one. */
  epoch: string
  mode: Mode
  now: Ms
  symbols: SymbolInfo[]
  limits: Limits
  readOnly: boolean
  role: Role
  /** Name of the venue to be shown: "Binance". */
  venue: string
}

export interface SymbolInfo {
  /** "BTCUSDT": the key everywhere. */
  name: string
  base: string
  quote: string
  /** Decimals of `Px`. */
  priceDecimals: number
  /** Tick size in `Px` units (1 for most). */
  tick: number
  qtyDecimals: number
  /** Lot step as `Dec`. */
  step: Dec
  /** Bucket of a packet in quote units: 1000000. */
  bucket: number
  vpinWindow: number
  /** VPIN over this is drawn as alarm; null: no threshold configured. */
  vpinAlarm: number | null
  /** Distance to the entry under which the model is asked: 0.01. */
  approach: Share
  /** Keep threshold; null in break-even mode (each setup then carries its own `thr`). */
  threshold: number | null
  /** Hysteresis above the threshold for placing again; null: pulled orders are not placed again. */
  rearm: number | null
  /** Model in force, or null: "btc-ote-v7". */
  model: string | null
}

export interface Limits {
  /** Packets per REST answer at most. */
  packets: number
  /** Tokens of prepared commands live this long, ms. */
  tokenMs: number
  /** Daily loss at which the bot stops, as a positive share of equity; null: none. */
  dailyLoss: Share | null
  /** Largest exposure in quote; null: none. */
  exposure: Dec | null
}

// ---------------------------------------------------------------- frames, server to page

/**
 * One frame. Every 50 ms when something changed, else `{e, s, t, k: 'beat'}` every 500 ms.
 * `s` grows by one with every frame of a connection's stream, heartbeats too. A `snap` carries every part whole; on a new connection it
 * may begin another count, within a stream its `s` goes on like any other.
 */
export interface Frame extends Parts {
  e: string
  s: number
  t: Ms
  k: 'snap' | 'delta' | 'beat'
}

/** Parts of a frame; an absent part means no change. In a snap, absent list parts mean empty. */
export interface Parts {
  /** Symbol whose `live`, `struct` and full packets follow; set in snaps and after `focus()`. The index of its last closed packet goes with it (-1: none yet). */
  focus?: { symbol: string; last: number; first: number }
  /** Per changed symbol; latest wins. */
  ticks?: Tick[]
  /** Forming packet of the focus; latest wins. */
  live?: Live
  /** Closed packets since the last frame, ascending by index. A snap has none: the page reads history by REST and lays these over it. */
  packets?: PacketNews[]
  /** Swings and breaks; a snap has the focus's of its last 3,000 packets. */
  struct?: StructureNews[]
  /** Whole zones; a newer `v` replaces. A snap has the focus's of its last 3,000 packets and every live one of the others. */
  zones?: Zone[]
  /** Whole setups; a newer `v` replaces. A snap has every one that is not over, and the focus's last one. */
  setups?: Setup[]
  /** Judgements, at most 5 per second and zone; all of them by REST. A snap has those of live zones of the focus, at most 200 of each, and the last of others. */
  decisions?: Decision[]
  orders?: Order[]
  /** A snap has the last 200. */
  fills?: Fill[]
  positions?: Position[]
  /** At most one per second; latest wins. */
  account?: Account
  session?: Session
  /** 1 Hz; latest wins. */
  health?: Health
  /** 0.2 Hz; latest wins. */
  latency?: LatencyStage[]
  /** Lost or restored ability to trade: whole list of what is locked now. */
  locks?: Lock[]
  jobs?: JobNews[]
  cmds?: CommandNews[]
  /** New entries, ascending by id. A snap has the last 200. */
  journal?: JournalEntry[]
}

/**
 * What a symbol is at. 'watching' no zone; 'armed' order resting; 'approach' price near, model asked; 'long' position; 'pulled' taken back on the
 * model's word, may be placed again; 'paused' entries locked by hand; 'warmup' too few packets; 'stale' no trades though others trade, or ids missing;
 * 'halted' the engine stopped itself.
 */
export type SymbolState = 'watching' | 'armed' | 'approach' | 'long' | 'pulled' | 'paused' | 'warmup' | 'stale' | 'halted'

export interface Tick {
  /** Symbol name. */
  n: string
  l: Px
  /** Best bid and ask; null without quotes. */
  b: Px | null
  a: Px | null
  /** Change since 00:00 UTC; null when that price is not known. */
  d: Share | null
  /** Fill of the forming packet, 0..1. */
  f: number
  st: SymbolState
  /** Goes with the state: armed, approach, pulled: entry / last - 1 (negative below); long: unrealised R; warmup: share done; stale: seconds; else null. */
  x: number | null
  /** Last probability of the live zone, or null. */
  p: number | null
  /** Our time of the last trade. */
  t: Ms
}

export interface Live {
  n: string
  /** Index it will have once closed. */
  i: number
  /** Time of its first and last trade. */
  t0: Ms
  t: Ms
  o: Px
  h: Px
  l: Px
  c: Px
  usd: number
  /** Bought by aggressors, quote. */
  buy: number
  /** Trades. */
  k: number
  imb: number
}

/** Closed packet of the focus: all fields. Of another symbol: `n, i, t, c, imb, vpin, p` only. */
export interface PacketNews {
  n: string
  i: number
  /** Close time. */
  t: Ms
  c: Px
  imb: number
  /** null until its window is full. */
  vpin: number | null
  /** Last probability judged at this packet, or null. */
  p: number | null
  full?: PacketFull
}

export interface PacketFull {
  o: Px
  h: Px
  l: Px
  /** Open time. */
  t0: Ms
  usd: number
  buy: number
  /** Trades. */
  k: number
  /** Cumulative signed quote (bought - sold) since the epoch's first packet, after this one. */
  cd: number
  /** Realised volatility, fraction per packet (0.00065 is 6.5 bp). */
  rv: number
  /** Efficiency ratio 0..1. */
  er: number
  seg: number
  /** PacketFlags of the engine as bits: 1 truncated, 2 id gap, 4 segment start, 8 time clamped, 16 begins inside, 32 ends inside a trade. */
  fl: number
  /** First trade id. */
  id: number
}

export type SwingLabel = 'HH' | 'LH' | 'EH' | 'LL' | 'HL' | 'EL' | ''
export type StructureNews = SwingNews | BreakNews

export interface SwingNews {
  k: 'swing'
  n: string
  /** Packet of the extreme, and packet at which it became known. */
  i: number
  at: number
  px: Px
  hi: boolean
  label: SwingLabel
  /** Replaces the one before of its kind. */
  rep: boolean
}

export interface BreakNews {
  k: 'bos' | 'choch'
  n: string
  up: boolean
  /** Packet of the broken swing, its price, and the breaking packet. */
  i: number
  px: Px
  at: number
  /** A break that made no zone says why. */
  rejected: 'range-too-small' | 'price-inside' | null
}

/** Life of a zone as the detector sees it. */
export type ZoneState = 'pending' | 'touched' | 'entered' | 'invalidated' | 'completed' | 'timed-out' | 'expired' | 'cancelled' | 'superseded'

/** What became of a zone for the trader; decides how it is drawn. null while it lives. */
export type ZoneOutcome =
  | 'target' | 'stop' | 'time' | 'manual' | 'closed'
  | 'model' | 'expired' | 'superseded' | 'opposite' | 'segment' | 'timed-out' | 'invalidated' | 'completed' | 'skipped'

export interface Zone {
  n: string
  id: number
  /** Rises with every change of anything in it. */
  v: number
  up: boolean
  kind: 'bos' | 'choch'
  state: ZoneState
  /** Packets: of the leg's origin and extreme, of creation, touch, entry, end; -1 never. */
  originAt: number
  extAt: number
  created: number
  touchedAt: number
  enteredAt: number
  endedAt: number
  origin: Px
  ext: Px
  top: Px
  entry: Px
  bottom: Px
  eq: Px
  sl: Px
  tp: [Px, Px, Px]
  outcome: ZoneOutcome | null
  /** Why no order stands for it, when none does. */
  skip: SkipReason | null
  /** Setup number when one was made of it. */
  setup: number | null
  /** Count, lowest, mean and last probability of its judgements; lowest with its packet and time. null before the first. */
  checks: { count: number; min: number; mean: number; last: number; minAt: number; minTime: Ms } | null
  /** Trade on it, once filled: packets and prices of entry and exit, result in R once closed. */
  trade: { inAt: number; inPx: Px; outAt: number; outPx: Px; r: number | null } | null
}

/** The six steps of the Setup card. */
export type SetupStep = 'break' | 'zone' | 'order' | 'approach' | 'fill' | 'exit'

export interface Setup {
  n: string
  /** Number of the setup, per symbol. */
  no: number
  v: number
  zone: number
  step: SetupStep
  /** Since when it exists. */
  since: Ms
  entry: Px
  tp: Px
  sl: Px
  /** Base quantity of the entry; null before it is sized. */
  qty: Dec | null
  /** Quote value of the entry. */
  cost: Dec | null
  /** What is lost at the stop, costs included: 1 R, in quote. */
  risk: Dec | null
  /** Reward to risk, costs included. */
  rr: number | null
  /** Win probability at which it costs nothing. */
  breakEven: number | null
  /** Probability it must reach to be kept; null without a model. */
  thr: number | null
  model: string | null
  /** Last word of the model: kept or pulled; 'none' before it was asked. */
  verdict: 'none' | 'keep' | 'pull' | 'failed'
  p: number | null
  /** Probability when it was filled. */
  fillP: number | null
  /** After a pull: place again at this or more, after so many packets; null: it will not be placed again. */
  rearm: { p: number; packets: number } | null
  /** Why no order stands, when none does. */
  skip: SkipReason | null
  /** It is over. */
  done: boolean
}

export interface Decision {
  n: string
  zone: number
  setup: number
  t: Ms
  packet: number
  px: Px
  p: number
  thr: number
  act: 'keep' | 'pull' | 'rearm'
  /** True when acted on (price near, order standing); false when only watched. */
  near: boolean
  /** Keeps in a row up to this one (negative: pulls). */
  streak: number
  model: string
  /** At most four, largest first: feature name and signed contribution to p. Empty where the evaluator has none. */
  top: { f: string; c: number }[]
}

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
  maxDdR: number
  /** What the pulled orders would have made, with the sign turned: positive is saved. null where it is not known yet. */
  savedR: number | null
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

// ---------------------------------------------------------------- commands

export type CommandKind =
  | 'cancel-order' | 'cancel-all' | 'close-position' | 'pause' | 'resume' | 'kill'
  | 'apply-threshold' | 'promote-model' | 'roll-back-model' | 'shadow-model'

export interface PrepareRequest {
  kind: CommandKind
  /** Needed by cancel-order, close-position, apply-threshold and the models'; null or absent in pause, resume, cancel-all: all symbols. */
  symbol?: string | null
  orderId?: string
  args?: {
    /** pause: leave resting entries where they are. */
    keepEntries?: boolean
    /** kill: sell every position at market. */
    flatten?: boolean
    /** close-position: one setup of the symbol. */
    setup?: number
    /** apply-threshold. */
    threshold?: number
    /** models. */
    model?: string
  }
}

export type PrepareReply =
  | { ok: true; token: string; expires: Ms; preview: Preview }
  | { ok: false; code: CommandError; p: Params }

/** Exactly what will happen, at the prices of now. */
export interface Preview {
  kind: CommandKind
  /** Orders that will be cancelled. */
  cancels: { id: string; n: string; side: 'BUY' | 'SELL'; role: OrderRole; price: Dec; qty: Dec }[]
  /** Protective orders among them. */
  protective: number
  /** What will be sold at market. */
  sells: { n: string; setup: number; qty: Dec; value: Dec; pnl: Dec; fee: Dec }[]
  /** Sums of `sells`: value, result before fees, fees, in quote. */
  value: Dec
  pnl: Dec
  fee: Dec
  symbols: number
  /** apply-threshold, models: from and to. */
  change: { from: string; to: string } | null
}

export interface ExecuteReply {
  result: 'accepted' | 'duplicate' | 'expired' | 'rejected'
  code: CommandError | null
  p: Params
}

/** What came of a command: by its id. 'done' and 'failed' are final. */
export interface CommandNews {
  id: string
  kind: CommandKind
  by: 'terminal' | 'cli' | 'node' | 'signal'
  state: 'sent' | 'done' | 'failed'
  n: string | null
  code: CommandError | null
  p: Params
  t: Ms
}
