/** Commands in two steps, page to server: prepare shows exactly what will happen, execute does it. Units as in `contract.ts`. */
import type { Dec, Ms } from './contract'
import type { OrderRole, Params } from './books'
import type { CommandError } from './codes'

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
    /** close-position: how much of it, in parts per million; absent: all. */
    partPpm?: number
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
