/** Long work ordered by the page: prepared (what would be run), then started by its token. REST as in `rest.ts`. */
import type { ExecuteReply } from './commands'
import type { LabParameters } from './rest.research'

export type JobKind = 'train' | 'download' | 'packets' | 'backtest' | 'verify'

export interface JobOrder {
  kind: JobKind
  symbols?: string[]
  /** Dates "2024-11-01", inclusive. */
  from?: string | null
  to?: string | null
  name?: string
  /** Packet size in quote units. */
  bucket?: number
  /** The lab's sliders: of one symbol of the session. */
  parameters?: LabParameters
}

/** GET jobs/kinds: what this server does for this visitor. */
export interface JobOffer {
  kinds: JobKind[]
  presets: boolean
}

/** POST jobs/prepare, jobs/{id}/again. */
export type JobPrepared = { ok: true; token: string; expires: number; title: string; command: string; reason: null } | { ok: false; reason: string }

/** POST jobs/start {token, id}. */
export type JobStarted = ExecuteReply
