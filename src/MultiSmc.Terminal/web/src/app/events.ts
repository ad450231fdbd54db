import type { JournalEntry } from '../data/contract'

/** What a person can be told of; the server's channels know all but the last, which only a page can notice. */
export const EVENTS = ['opened', 'closed', 'pulled', 'halted', 'unprotected', 'connection', 'alert', 'command', 'server'] as const
export type EventName = (typeof EVENTS)[number]

/** What an entry of the journal is about, by the server's own rules; null for what nobody is told. */
export function eventOf(entry: JournalEntry): EventName | null {
  const { code, kind, lvl, p } = entry
  if (code === 'filled') return p['side'] === 'BUY' ? 'opened' : null
  if (kind === 'position' && code === 'closed') return 'closed'
  if (code === 'judged' && p['act'] === 'pull') return 'pulled'
  if (code === 'halted' || code === 'killed') return 'halted'
  if (code === 'guarded' || code === 'protection-refused') return 'unprotected'
  if (code === 'link-up' || code === 'link-down') return 'connection'
  if (kind === 'command') return 'command'
  return kind === 'risk' && lvl !== 'info' && code !== 'lock' ? 'alert' : null
}
