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

import type { Frame } from './frames'
import type { ExecuteReply, PrepareReply, PrepareRequest } from './commands'

export type * from './books'
export type * from './codes'
export type * from './commands'
export type * from './frames'
export type * from './rest'
export type * from './rest.research'
export type * from './rest.system'

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
  /** VPIN from which it is drawn as alarm; null: no level configured. */
  vpinAlarm: number | null
  /** Without a level: alarm where VPIN is above this share of the newest 3,000 packets; null: none. */
  vpinQuantile: number | null
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
  /** Most positions and waiting entries together. */
  positions?: number | null
}
