import type { Account, Limits, Lock, LockName, Order, Position } from '../../data/contract'

/** How much of a limit is used, as a share; null where there is no limit. */
export interface Use {
  used: number
  limit: number | null
  share: number | null
}

export function exposureUse(account: Account, limits: Limits): Use {
  const used = Number(account.exposure)
  const limit = limits.exposure === null ? null : Number(limits.exposure)
  return { used, limit, share: limit === null || limit === 0 ? null : used / limit }
}

/** Positions and waiting entries together, each setup once: an entry that is filled in part is both. */
export function placesUse(positions: readonly Position[], orders: readonly Order[], limits: Limits): Use {
  const setups = [...positions, ...orders.filter((it) => it.role === 'entry')].map((it, k) => `${it.n}/${it.setup ?? `?${k}`}`)
  const used = new Set(setups).size
  const limit = limits.positions ?? null
  return { used, limit, share: limit === null || limit === 0 ? null : used / limit }
}

/** The loss since 00:00 UTC as a share of equity, 0 on a day that gains; null before the day's first equity is known. */
export function dayLossUse(account: Account, limits: Limits): Use | null {
  if (account.dayShare === null) return null
  const used = Math.max(0, -account.dayShare)
  return { used, limit: limits.dailyLoss, share: limits.dailyLoss === null || limits.dailyLoss === 0 ? null : used / limits.dailyLoss }
}

/** Near a limit from four fifths of it on. */
export function useTone(share: number | null): '' | 'warn' | 'dn' {
  return share === null || share < 0.8 ? '' : share < 1 ? 'warn' : 'dn'
}

/** Milliseconds to the next 00:00 UTC: then the day's loss counts anew. */
export function toMidnight(now: number): number {
  return 864e5 - (now % 864e5)
}

/** What ends a hold: a person, the exchange, or that data and connections are whole again. */
export function endOf(lock: LockName): 'person' | 'exchange' | 'data' {
  return lock === 'paused' || lock === 'killed' || lock === 'halted' ? 'person' : lock === 'not-trading' ? 'exchange' : 'data'
}

/** One line for each reason, the widest holds first. */
export function holds(locks: readonly Lock[]): { lock: LockName; n: string | null; since: number }[] {
  return locks.flatMap((it) => it.locks.map((lock) => ({ lock, n: it.n, since: it.since }))).sort((a, b) => Number(a.n !== null) - Number(b.n !== null) || a.since - b.since)
}
