/** A backtest or replay that is shown: its pace can be steered, its decisions cannot. The names are those of the server's desk. */
import type { Ms } from './contract'

export interface ReplayState {
  paused: boolean
  /** So many times as fast as it happened; null: as fast as it can. */
  speed: number | null
  /** The step that is being made. */
  step: ReplayUnit | 'back' | null
  /** Inputs shown, and the time of the last of them (0 before the first). */
  inputs: number
  at: Ms
  done: boolean
  /** It can go back from here: a packet at a time, by being run anew up to there. */
  back?: boolean
}

/** One input; to the close of a packet; to the order of a setup. */
export type ReplayUnit = 'input' | 'packet' | 'setup'

export interface SteerRequest {
  act: 'pause' | 'resume' | 'step' | 'speed' | 'back'
  unit?: ReplayUnit
  /** Whose packet or setup; absent: anybody's. */
  symbol?: string
  speed?: number | null
}

export interface SteerReply {
  /** Why not; null when it was done. */
  code: string | null
  state: ReplayState | null
}
