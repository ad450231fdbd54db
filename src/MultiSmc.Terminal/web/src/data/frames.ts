/** Frames, server to page, and the market's part of them. Units as in `contract.ts`. */
import type { Dec, Ms, Px, Share } from './contract'
import type { Account, Fill, Health, JobNews, JournalEntry, LatencyStage, Lock, Order, Position, Session } from './books'
import type { CommandNews } from './commands'
import type { SkipReason } from './codes'

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
  /** What would have become of the order that the model took back; null where it took none. */
  would: Would | null
}

/**
 * An order that was taken back, as if it had stood. 'open' not decided yet, 'missed' would not have filled, 'won' target, 'lost' stop, 'time' closed when its
 * time was up, 'unknown' data is missing. Packets of fill and exit, -1 never; `inPx` is the order's price before a fill; `r` and `net` (quote) after commissions.
 */
export interface Would {
  s: 'open' | 'missed' | 'won' | 'lost' | 'time' | 'unknown'
  inAt: number
  inPx: Px
  outAt: number
  outPx: Px
  r: number | null
  net: Dec | null
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

/** A feature the model was shown: its value (null: not available) and its signed contribution to p (null where the model can't be explained). */
export interface Reason {
  f: string
  v: number | null
  c: number | null
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
  /** From the receipt of the trade to the end of what it led to, ms; null where that was not measured (backtest, replay, the past). */
  ms: number | null
  /** From the exchange's time of the trade to its receipt, ms, by two clocks; null as `ms`. */
  lag: number | null
  /** At most four, largest first. Empty where the model can't be explained. */
  top: Reason[]
}
