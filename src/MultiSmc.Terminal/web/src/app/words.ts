import type { SymbolInfo, Tick, Would, Zone } from '../data/contract'
import { num, share, short, signed } from '../data/format'
import { reason, tr } from '../i18n/index.svelte'

/** State of a symbol with its number: "Approach 0.43 %", "Long +0.86 R". */
export function stateText(tick: Tick | null): string {
  if (!tick) return '–'
  const word = tr().state[tick.st]
  if (tick.x === null) return word
  switch (tick.st) {
    case 'long': return `${word} ${signed(tick.x, 2)} R`
    case 'warmup': return `${word} ${share(tick.x)}`
    case 'stale': return `${word} ${num(tick.x)} ${tr().words.s}`
    default: return `${word} ${share(Math.abs(tick.x), 2)}`
  }
}

export function stateTone(tick: Tick | null): '' | 'vio' | 'up' | 'dn' | 'gold' | 'warn' {
  switch (tick?.st) {
    case 'approach': return 'vio'
    case 'long': return (tick.x ?? 0) < 0 ? 'dn' : 'up'
    case 'armed': return 'gold'
    case 'stale': case 'paused': case 'halted': return 'warn'
    case 'pulled': return 'vio'
    default: return ''
  }
}

export const bucket = (info: SymbolInfo): string => short(info.bucket, info.quote === 'USDT' || info.quote === 'USDC' || info.quote === 'FDUSD' ? '$' : '', 1)
export const pair = (info: SymbolInfo): string => `${info.base}/${info.quote}`

/** What is written at a zone that has ended. */
export function zoneNote(zone: Zone): string {
  const t = tr().chart
  switch (zone.outcome) {
    case 'model': return zone.checks ? t.cancelledP(num(zone.checks.last, 2)) : reason('model')
    case 'expired': return t.expired
    case 'superseded': return t.superseded
    case 'opposite': return t.opposite
    case 'segment': return t.segment
    case 'timed-out': case 'time': return t.timedOut
    case 'invalidated': return t.invalidated
    case 'skipped': return t.skipped
    case 'completed': return t.completed
    case 'manual': case 'closed': return t.manual
    default: return ''
  }
}

/** What an order that the model took back would have come to: "would have lost −1.0 R", and the tone of it. */
export function wouldText(would: Would): { text: string; tone: '' | 'up' | 'dn' } {
  const word = tr().chart.would[would.s]
  const isKnown = would.r !== null && would.s !== 'missed'
  return { text: isKnown ? `${word} ${signed(would.r, 1)} R` : word, tone: !isKnown || would.r === 0 ? '' : (would.r ?? 0) > 0 ? 'up' : 'dn' }
}

export function zoneState(zone: Zone, tick: Tick | null): { text: string; tone: string } {
  const t = tr().zone
  if (zone.outcome === 'target') return { text: t.target, tone: 'up' }
  if (zone.outcome === 'stop') return { text: t.stopped, tone: 'dn' }
  if (zone.outcome === 'model') return { text: t.pulled, tone: '' }
  if (zone.outcome !== null) return { text: zoneNote(zone), tone: '' }
  if (zone.trade) return { text: t.inPosition, tone: 'gold' }
  if (zone.skip !== null) return { text: reason(zone.skip), tone: '' }
  // The order that the model took back is followed for as long as it could still fill: none stands now.
  if (zone.would?.s === 'open') return { text: tr().state.pulled, tone: 'vio' }
  if (tick?.st === 'approach') return { text: tr().state.approach, tone: 'vio' }
  return { text: t.armed, tone: 'gold' }
}
