import { cleanup, render } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { NO_OVERLAY, Overlay, type OverlayData } from '../src/chart/overlay'
import { readTheme } from '../src/chart/theme'
import { wouldText } from '../src/app/words'
import type { Decision, Position, Setup, Would, Zone } from '../src/data/contract'
import { offsetName } from '../src/data/format'
import { Market } from '../src/data/market.svelte'
import { usualDuration } from '../src/data/packets'
import { overlayOf, pullsOf } from '../src/pages/trade/overlayData'
import Legend from '../src/pages/trade/Legend.svelte'
import { block, info, packet } from './support'

const zone = (more: Partial<Zone> = {}): Zone => ({
  n: 'BTCUSDT', id: 3, v: 1, up: true, kind: 'bos', state: 'pending', originAt: 1, extAt: 4, created: 5, touchedAt: -1, enteredAt: -1, endedAt: -1, origin: 9800, ext: 10200, top: 9950, entry: 9900, bottom: 9880, eq: 10000, sl: 9790, tp: [10200, 10300, 10400],
  outcome: null, skip: null, setup: 7, checks: null, trade: null, would: null, ...more,
})
const setup = { n: 'BTCUSDT', no: 7, v: 1, zone: 3, step: 'order', since: 0, entry: 9900, tp: 10200, sl: 9790, qty: '1', cost: null, risk: '1', rr: 2, breakEven: null, thr: 0.55, model: 'm', verdict: 'none', p: null, fillP: null, rearm: null, skip: null, done: false } as Setup
const position: Position = { n: 'BTCUSDT', setup: 7, v: 1, qty: '1', entry: '99.1', sl: '97.9', tp: '102', pnl: '1', r: 0.5, risk: '1', cost: '99.1', atTp: '2.7', atSl: '-1.4', protection: 'exchange', bareSince: null, packet: 8, since: 0, closed: false }
const decision = (packet: number, act: Decision['act'], near = true): Decision => ({ n: 'BTCUSDT', zone: 3, setup: 7, t: packet * 10, packet, px: 9910, p: 0.5, thr: 0.55, act, near, streak: 1, model: 'm', ms: null, lag: null, top: [] })
function market(zones: Zone[], now: Setup | null = setup): Market {
  const made = new Market(info)
  made.packets.load(block(0, 20))
  made.takeZones(zones)
  if (now) made.takeSetup(now)
  return made
}
const drawn = { theme: readTheme(), compact: false, canCancel: false }
afterEach(cleanup)

/** An overlay on a scale of 10 px a packet and 1 px a hundredth, with what it paints written down. */
function painted(data: Partial<OverlayData>): { overlay: Overlay; calls: { name: string; args: unknown[]; fill: string; stroke: string }[]; repaint: () => void } {
  const overlay = new Overlay(() => 100, () => 0, readTheme, { zoneNote: () => '', tradePill: () => '+1R', would: () => 'would' }, () => [9890, 9920], () => [0, 0], () => 19)
  const calls: { name: string; args: unknown[]; fill: string; stroke: string }[] = []
  const state: Record<string, string> = { fillStyle: '', strokeStyle: '' }
  const context = new Proxy(state, {
    get: (_, name) => (name === 'measureText' ? () => ({ width: 20 }) : name === 'createLinearGradient' ? () => ({ addColorStop: () => undefined }) : (...args: unknown[]) => calls.push({ name: String(name), args, fill: String(state['fillStyle']), stroke: String(state['strokeStyle']) })),
    set: (_, name, value) => {
      state[String(name)] = String(value)
      return true
    },
  })
  const scale = { getVisibleLogicalRange: () => ({ from: 0, to: 20 }), logicalToCoordinate: (k: number) => k * 10, width: () => 400 }
  overlay.attached({ chart: { timeScale: () => scale, options: () => ({ timeScale: { barSpacing: 10 } }) }, series: { priceToCoordinate: (price: number) => (104 - price) * 100 }, requestUpdate: () => undefined } as never)
  overlay.data = { ...NO_OVERLAY, ...data }
  const repaint = (): void => {
    for (const view of overlay.paneViews()) view.renderer()?.draw({ useMediaCoordinateSpace: (draw: (it: unknown) => void) => draw({ context, mediaSize: { width: 400, height: 700 } }) } as never)
  }
  repaint()
  return { overlay, calls, repaint }
}

describe('Ground of the setup', () => {
  it('reaches from the resting entry to target and stop, from its zone on', () => {
    expect(overlayOf(market([zone()]), [], null, drawn).shade).toEqual({ from: 5, entry: 99, target: 102, stop: 97.9 })
  })
  it('begins at the fill and its average price once a position is held', () => {
    expect(overlayOf(market([zone()]), [position], null, drawn).shade).toEqual({ from: 8, entry: 99.1, target: 102, stop: 97.9 })
  })
  it('tells at target and stop what a held position would come to there, sold parts and a moved stop included', () => {
    const pills = (it: Position | null) => overlayOf(market([zone()]), it ? [it] : [], null, drawn).levels.slice(0, 2).map((level) => level.pill.replaceAll('\u2212', '-'))
    expect(pills(null)).toEqual(['TP  +2R  +2.00', 'SL  -1R  -1.00'])
    expect(pills({ ...position, risk: '17.74', atTp: '30.16', atSl: '8.87' })).toEqual(['TP  +1.7R  +30.16', 'SL  +0.5R  +8.87'])
  })
  it('is not there without a setup that stands', () => {
    expect(overlayOf(market([zone()], null), [], null, drawn).shade).toBeNull()
    expect(overlayOf(market([zone()], { ...setup, verdict: 'pull' }), [], null, drawn).shade).toBeNull()
  })
  it('is painted on both sides of the entry', () => {
    const { calls } = painted({ shade: { from: 5, entry: 99, target: 102, stop: 97.9 } })
    const boxes = calls.filter((it) => it.name === 'fillRect').map((it) => it.args.map((v) => Math.round(v as number)))
    expect(boxes).toEqual([[50, 200, 350, 300], [50, 500, 350, 110]])
  })
})

describe('Several setups of one symbol', () => {
  const second: Setup = { ...setup, no: 8, zone: 4, entry: 9850, tp: 10100, sl: 9700 }
  const both = (): Market => {
    const made = market([zone(), zone({ id: 4, setup: 8, created: 9, originAt: 6, extAt: 8, entry: 9850, sl: 9700 })])
    made.takeSetup(second)
    return made
  }
  const shown = (it: Market) => overlayOf(it, [], null, drawn).levels.map((level) => [level.setup, level.pill, level.dim ?? false])

  it('have all their lines, the newest in front, until another is chosen', () => {
    const it = both()
    expect(shown(it)).toEqual([
      [8, 'TP  +2R  +2.00', false], [8, 'SL  −1R  −1.00', false], [8, 'BUY LIMIT 1', false], [7, '#7 TP  +2R  +2.00', true], [7, '#7 SL  −1R  −1.00', true], [7, '#7 BUY LIMIT 1', true],
    ])
    it.choose(7)
    expect([it.setup?.no, it.active?.id]).toEqual([7, 3])
    expect(shown(it).map(([no, , dim]) => [no, dim])).toEqual([[7, false], [7, false], [7, false], [8, true], [8, true], [8, true]])
  })
  it('fall back to one that is open when the chosen or the newest is over', () => {
    const it = both()
    it.choose(7)
    it.takeSetup({ ...setup, v: 2, done: true })
    expect([it.setup?.no, it.setups.length]).toEqual([8, 1])
    const other = both()
    other.takeSetup({ ...second, v: 2, done: true })
    expect([other.setup?.no, other.setups.map((one) => one.no)]).toEqual([7, [7, 8]])
    const third = both()
    third.takeSetup({ ...second, no: 9, skip: 'standby' as never })
    expect([third.setup?.no, third.choices.map((one) => one.no)]).toEqual([8, [7, 8]]) // one that is not traded does not push them away
    other.takeSetup({ ...second, v: 1 })
    expect(other.setups.at(-1)?.done).toBe(true) // an older version changes nothing
  })
  it('hold their own positions', () => {
    const it = both()
    const levels = overlayOf(it, [position], null, drawn).levels
    expect(levels.filter((level) => level.pill.includes('LONG')).map((level) => [level.setup, level.dim])).toEqual([[7, true]])
    expect(levels.filter((level) => level.pill.includes('BUY')).map((level) => level.setup)).toEqual([8])
  })
  it('are found by their lines, the one in front first', () => {
    const levels = overlayOf(both(), [], null, drawn).levels
    const { overlay } = painted({ levels })
    expect(overlay.levelAt(395, (104 - 99) * 100)?.setup).toBe(7)
    expect(overlay.levelAt(395, (104 - 98.5) * 100)?.setup).toBe(8)
    expect(overlay.levelAt(20, (104 - 98.5) * 100)).toBeNull() // before its zone was made
    expect(overlay.levelAt(395, 30)).toBeNull()
  })
  it('are painted behind, with a tag that is not filled', () => {
    const levels = overlayOf(both(), [], null, { ...drawn, theme: { ...readTheme(), gold: '#e6b84a', onGold: '#241a02', bg: '#10141b' } }).levels
    const overlay = new Overlay(() => 100, () => 0, () => ({ ...readTheme(), bg: '#10141b' }), { zoneNote: () => '', tradePill: () => '' }, () => [0, 0], () => [0, 0], () => 9)
    overlay.set({ ...NO_OVERLAY, levels })
    const tags = overlay.priceAxisViews().map((it) => [it.text(), it.textColor(), it.backColor()])
    expect([tags[2], tags[5]]).toEqual([['98.50', '#241a02', '#e6b84a'], ['99.00', '#e6b84a', '#10141b']])
    overlay.setLayers({ ...overlay.layers, orders: false })
    expect(overlay.priceAxisViews()).toEqual([])
  })
})

describe('What an order would have come to', () => {
  const would = (more: Partial<Would>): Would => ({ s: 'open', inAt: -1, inPx: 9900, outAt: -1, outPx: 0, r: null, net: null, ...more })
  it('is said in words, with its result where there is one', () => {
    expect(([would({}), would({ s: 'missed', r: 0, net: '0' }), would({ s: 'won', r: 1.84 }), would({ s: 'lost', r: -1.02 }), would({ s: 'time', r: 0.2 }), would({ s: 'unknown' })] as const).map((it) => [wouldText(it).text, wouldText(it).tone])).toEqual([
      ['if kept: pending', ''], ['would not have filled', ''], ['would have won +1.8 R', 'up'], ['would have lost −1.0 R', 'dn'], ['would have ended at +0.2 R', 'up'], ['if kept: not known', ''],
    ])
  })
  it('stands under its zone with the way it would have gone, as a layer of its own', () => {
    const made = zone({ endedAt: 9, outcome: 'model', would: would({ s: 'lost', inAt: 11, outAt: 15, outPx: 9790, r: -1 }) })
    const { overlay, calls, repaint } = painted({ zones: [made] })
    expect(calls.filter((it) => it.name === 'fillText').map((it) => it.args[0])).toContain('would')
    expect(calls.filter((it) => it.name === 'arc').map((it) => it.args.slice(0, 2))).toEqual([[110, 500]])
    expect(calls.some((it) => it.name === 'moveTo' && it.args[0] === 150 && Math.round(it.args[1] as number) === 610)).toBe(true)
    calls.length = 0
    overlay.setLayers({ ...overlay.layers, whatIf: false })
    repaint()
    expect(calls.filter((it) => it.name === 'arc' || (it.name === 'fillText' && it.args[0] === 'would'))).toEqual([])
  })
  it('is seen although its zone ended left of the view', () => {
    const made = zone({ created: -9, endedAt: -2, outcome: 'model', would: would({ s: 'won', inAt: -1, outAt: 3, outPx: 10200, r: 2 }) })
    expect(painted({ zones: [made] }).calls.some((it) => it.name === 'moveTo' && it.args[0] === 30 && it.args[1] === 200)).toBe(false) // without a fill there is no way to draw
    expect(painted({ zones: [{ ...made, would: would({ s: 'won', inAt: 1, outAt: 3, outPx: 10200, r: 2 }) }] }).calls.some((it) => it.name === 'moveTo' && it.args[0] === 30 && it.args[1] === 200)).toBe(true)
  })
})

describe('Orders that the model took back', () => {
  it('are marked once for each time, by its judgements', () => {
    const it = market([zone()])
    it.takeDecisions([decision(9, 'keep'), decision(10, 'pull', false), decision(11, 'pull'), decision(12, 'pull'), decision(13, 'rearm'), decision(14, 'pull')])
    expect(pullsOf(it)).toEqual([{ packet: 11, px: 9900 }, { packet: 14, px: 9900 }])
  })
  it('are found in the packets where the judgements are not here', () => {
    const it = market([zone({ outcome: 'model', endedAt: 15 }), zone({ id: 4, outcome: 'expired', endedAt: 15 })])
    for (let k = 0; k < 20; k++) it.packets.judge(k, k < 9 ? 0.6 : 0.4, 0.55, k >= 10)
    expect(pullsOf(it)).toEqual([{ packet: 10, px: 9900 }])
  })
  it('are crosses at the price of the order', () => {
    const { calls } = painted({ pulls: [{ packet: 11, px: 9900 }, { packet: 300, px: 9900 }] })
    expect(calls.filter((it) => it.name === 'moveTo').map((it) => it.args)).toEqual([[106, 496], [106, 504]])
  })
})

describe('Levels of the zone in force', () => {
  it('say which is 0 and which is 100 percent', () => {
    const { calls } = painted({ zones: [zone()], active: 3 })
    const words = calls.filter((it) => it.name === 'fillText').map((it) => [it.args[0], it.args[2]])
    expect(words).toContainEqual(['0\u2009%', 200 - 7])
    expect(words).toContainEqual(['100\u2009%', 600 - 7])
  })
})

describe('Swings', () => {
  it('have a tick at the packet that made them known', () => {
    const { calls } = painted({ swings: [{ k: 'swing', n: 'BTCUSDT', i: 4, at: 9, px: 10200, hi: true, label: 'HH', rep: false }] })
    expect(calls.filter((it) => it.name === 'moveTo' || it.name === 'lineTo').map((it) => it.args)).toEqual([[90, 197], [90, 203]])
  })
})

describe('Arrows of fills', () => {
  it('are found under the pointer, and dots stand at the true prices', () => {
    const made = zone({ endedAt: 15, outcome: 'target', trade: { inAt: 8, inPx: 9900, outAt: 15, outPx: 10200, r: 2 } })
    const { overlay, calls } = painted({ zones: [made] })
    expect(overlay.fillAt(82, 520)).toEqual({ zone: made, index: 8 })
    expect(overlay.fillAt(150, 474)).toEqual({ zone: made, index: 15 })
    expect(overlay.fillAt(120, 474)).toBeNull()
    expect(calls.filter((it) => it.name === 'arc').map((it) => it.args.slice(0, 2))).toEqual([[80, 500], [150, 200]])
    overlay.layers = { ...overlay.layers, trades: false }
    expect(overlay.fillAt(82, 520)).toBeNull()
  })
})

describe('Read-out', () => {
  it('tells when a packet began, what it turned over, and that it was slow', () => {
    const it = market([])
    const slow = packet(20)
    if (!slow.full) throw new Error('a test packet is whole')
    it.takePacket({ ...slow, t: 1_030_000, full: { ...slow.full, t0: 1_019_000, usd: 1_000_400 } })
    const show = (index: number) => render(Legend, { market: it, index, boxes: [], studies: [], dayCd: () => 0, onsize: () => undefined }).container
    const words = (show(20).textContent ?? '').replace(/\s+/g, ' ')
    expect(words).toContain('00:16:59 – 00:17:10.000')
    expect(words).toContain('volume 1M')
    expect(document.querySelector('.warn')?.textContent).toBe('11.0 s')
    cleanup()
    show(19)
    expect(document.querySelector('.warn')).toBeNull()
    expect(usualDuration(it.packets, 0, 20)).toBe(400)
    expect(usualDuration(it.packets, 5, 4)).toBeNaN()
  })
  it('names the zone of its times', () => {
    expect([0, 180, -210, 345].map(offsetName)).toEqual(['UTC', 'UTC+3', 'UTC\u22123:30', 'UTC+5:45'])
  })
})
