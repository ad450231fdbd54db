import type { JournalEntry, Level } from '../../data/contract'

/** The least level that is shown: all, warnings and errors, errors only. */
export type LeastLevel = Level
export const LEVELS: readonly LeastLevel[] = ['info', 'warn', 'error']

export function reaches(entry: JournalEntry, least: LeastLevel): boolean {
  return LEVELS.indexOf(entry.lvl) >= LEVELS.indexOf(least)
}

/** Warnings and errors that came after the entry seen last, and whether an error is among them. `seen` of a journal that began anew counts for nothing. */
export function unseen(journal: readonly JournalEntry[], seen: number): { count: number; error: boolean } {
  const last = journal[journal.length - 1]?.id ?? -1
  const from = seen > last ? -1 : seen
  const news = journal.filter((it) => it.id > from && it.lvl !== 'info')
  return { count: news.length, error: news.some((it) => it.lvl === 'error') }
}
