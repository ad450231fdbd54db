import type { ModelSummary } from '../../data/contract'
import { duration, tr } from '../../i18n/index.svelte'

/** Training data older than this is said in amber: the market it was learned from has moved on, and training anew is cheap. */
export const OLD = 30 * 864e5

/** How old the newest training data of a model is, ms; null where that is not told. */
export function dataAge(model: Pick<ModelSummary, 'dataTo'>, now: number): number | null {
  return model.dataTo == null ? null : Math.max(0, now - model.dataTo)
}

/** A session of the past is judged by no clock of today. */
export function ageTone(age: number | null, mode: string | undefined): '' | 'warn' {
  return age !== null && age > OLD && (mode === 'paper' || mode === 'live') ? 'warn' : ''
}

/** In days from one on: hours say nothing then. */
export function ageText(age: number | null): string {
  return age === null || age < 864e5 ? duration(age) : `${Math.floor(age / 864e5)}${tr().words.d.startsWith(' ') ? '' : '\u2009'}${tr().words.d}`
}
