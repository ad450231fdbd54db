import type { JournalEntry } from '../data/contract'
import { dec, limitOf, num, price, signed } from '../data/format'
import { reason, tr } from '../i18n/index.svelte'
import { tp } from '../i18n/pages.svelte'
import { world } from './app.svelte'

/** A journal entry in words and the tone of its line. */
export function journalText(entry: JournalEntry): { text: string; tone: string } {
  const t = tp().journal
  const p = entry.p
  const s = (name: string): string => String(p[name] ?? '–')
  const n = (name: string, decimals: number): string => num(typeof p[name] === 'number' ? p[name] : null, decimals)
  const info = entry.n === null ? undefined : world().market(entry.n)?.info
  const px = (name: string): string => (typeof p[name] === 'number' && info ? price(p[name], info.priceDecimals) : s(name))
  const digits = info?.priceDecimals ?? 8
  const at = (name: string): string => tr().cmd.at(limitOf(s(name), digits))
  const id = (name: string): string => `#${n(name, 0)}`
  switch (entry.code) {
    case 'judged': return p['act'] === 'pull' ? { text: t.pulled(n('p', 2), n('thr', 2)), tone: 'vio' } : p['act'] === 'rearm' ? { text: t.rearmed(n('p', 2)), tone: 'vio' } : { text: t.kept(n('p', 2), n('thr', 2)), tone: 'vio' }
    case 'packet-closed': return { text: t.packet(id('i'), signed(Number(p['imb']))), tone: 't2' }
    case 'bos': case 'choch': return { text: t.brk(p['up'] === true, entry.code === 'bos' ? 'BOS' : 'CHoCH', px('px')), tone: p['up'] === true ? 'up' : 'dn' }
    case 'swing': return { text: t.swing(s('label'), px('px')), tone: 't3' }
    case 'zone-rejected': return { text: t.rejected(reason(s('reason'))), tone: 't3' }
    case 'zone-created': return { text: t.created(s('id'), px('bottom'), px('top')), tone: 'gold' }
    case 'zone-extended': return { text: t.extended(s('id'), px('entry')), tone: 't2' }
    case 'zone-touched': return { text: t.touched(s('id')), tone: 'gold' }
    case 'zone-entered': return { text: t.entered(s('id')), tone: 'gold' }
    case 'zone-ended': return { text: t.ended(s('id'), reason(s('outcome'))), tone: 't3' }
    case 'skipped': return { text: t.skipped(s('setup'), reason(s('reason'))), tone: 't3' }
    case 'entry-placed': return { text: t.placed(dec(s('qty')), at('price'), s('setup')), tone: 'gold' }
    case 'entry-cancel': return { text: t.cancel(s('id').length > 10 ? '' : ` ${s('id')}`, reason(s('reason'))), tone: 't2' }
    case 'entry-refused': return { text: t.refused(s('id').length > 10 ? '' : ` ${s('id')}`, s('reason')), tone: 'warn' }
    case 'protection-placed': return { text: t.protection(dec(s('qty')), px('tp'), px('sl')), tone: 't1' }
    case 'exit-sent': return { text: t.exit(dec(s('qty')), reason(s('reason'))), tone: 't1' }
    case 'order-state': return { text: t.order(s('id').length > 10 ? '' : `${s('id')} `, s('side'), dec(s('qty')), at('price'), reason(s('state')), typeof p['ms'] === 'number' ? `, ${n('ms', 1)} ms` : ''), tone: 't1' }
    case 'filled': return { text: t.filled(s('side'), dec(s('qty')), num(Number(s('price')), digits), `${dec(s('fee'))} ${s('asset')}`), tone: p['side'] === 'BUY' ? 'up' : 'dn' }
    case 'closed': return { text: t.closed(s('setup'), dec(s('pnl')), signed(Number(p['r'])), reason(s('reason'))), tone: Number(p['r']) < 0 ? 'dn' : 'up' }
    case 'gap': return { text: t.gap(n('ids', 0)), tone: 'warn' }
    case 'gap-refilled': return { text: t.refilled(n('ids', 0), n('ms', 0)), tone: 't2' }
    case 'segment': return { text: t.segmentBreak(reason(s('reason'))), tone: 'warn' }
    case 'link-up': return { text: t.linkUp(reason(s('link'))), tone: 't2' }
    case 'link-down': return { text: t.linkDown(reason(s('link'))), tone: 'warn' }
    case 'lock': return { text: t.lock(s('locks') === '' ? '' : s('locks').split(',').map(reason).join(', ')), tone: s('locks') === '' ? 't2' : 'warn' }
    case 'command': return { text: t.command(tr().cmd.names[s('cmd')] ?? s('cmd'), reason(s('by')), p['done'] === true ? t.done : `${t.notDone} ${s('message')}`), tone: 'acc' }
    case 'started': return { text: t.started(s('version'), s('mode')), tone: 't2' }
    case 'stopped': return { text: t.stopped, tone: 't2' }
    case 'model-loaded': return { text: t.model(s('model')), tone: 'vio' }
    case 'replayed': return { text: t.replayed(n('events', 0)), tone: 't2' }
    case 'exposure': return { text: t.exposure(dec(s('used')), dec(s('limit'))), tone: 't2' }
    default: {
      const rest = Object.entries(p).map(([name, value]) => (name === 'message' ? String(value) : `${name} ${String(value)}`)).join(', ')
      return { text: `${reason(entry.code)}${rest === '' ? '' : `: ${rest}`}`, tone: entry.lvl === 'error' ? 'dn' : entry.lvl === 'warn' ? 'warn' : 't2' }
    }
  }
}

