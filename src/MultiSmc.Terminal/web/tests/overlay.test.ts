import { cleanup, render } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { NO_OVERLAY, Overlay, type OverlayData } from '../src/chart/overlay'
import { readTheme } from '../src/chart/theme'
import type { Decision, Position, Setup, Zone } from '../src/data/contract'
import { offsetName } from '../src/data/format'
import { Market } from '../src/data/market.svelte'
import { usualDuration } from '../src/data/packets'
import { overlayOf, pullsOf } from '../src/pages/trade/overlayData'
import Legend from '../src/pages/trade/Legend.svelte'
import { block, info, packet } from './support'

const zone = (more: Partial<Zone> = {}): Zone => ({
  n: 'BTCUSDT', id: 3, v: 1, up: true, kind: 'bos', state: 'pending', originAt: 1, extAt: 4, created: 5, touchedAt: -1, enteredAt: -1, endedAt: -1, origin: 9800, ext: 10200, top: 9950, entry: 9900, bottom: 9880, eq: 10000, sl: 9790, tp: [10200, 10300, 10400],
  outcome: null, skip: null, setup: 7, checks: null, trade: null, ...more,
})
const setup = { n: 'BTCUSDT', no: 7, v: 1, zone: 3, step: 'order', since: 0, entry: 9900, tp: 10200, sl: 9790, qty: '1', cost: null, risk: '1', rr: 2, breakEven: null, thr: 0.55, model: 'm', verdict: 'none', p: null, fillP: null, rearm: null, skip: null, done: false } as Setup
const position: Position = { n: 'BTCUSDT', setup: 7, v: 1, qty: '1', entry: '99.1', sl: '97.9', tp: '102', pnl: '1', r: 0.5, risk: '1', protection: 'exchange', bareSince: null, packet: 8, since: 0, closed: false }
const decision = (packet: number, act: Decision['act'], near = true): Decision => ({ n: 'BTCUSDT', zone: 3, setup: 7, t: packet * 10, packet, px: 9910, p: 0.5, thr: 0.55, act, near, streak: 1, model: 'm', top: [] })
function market(zones: Zone[], now: Setup | null = setup): Market {
  const made = new Market(info)
  made.packets.load(block(0, 20))
  made.takeZones(zones)
  if (now) made.takeSetup(now)
  return made
}
afterEach(cleanup)

/** An overlay on a scale of 10 px a packet and 1 px a hundredth, with what it paints written down. */
function painted(data: Partial<OverlayData>): { overlay: Overlay; calls: { name: string; args: unknown[]; fill: string; stroke: string }[] } {
  const overlay = new Overlay(() => 100, () => 0, readTheme, { zoneNote: () => '', tradePill: () => '+1R' }, () => [9890, 9920], () => [0, 0], () => 19)
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
  for (const view of overlay.paneViews()) view.renderer()?.draw({ useMediaCoordinateSpace: (draw: (it: unknown) => void) => draw({ context, mediaSize: { width: 400, height: 700 } }) } as never)
  return { overlay, calls }
}

describe('Ground of the setup', () => {
  it('reaches from the resting entry to target and stop, from its zone on', () => {
    expect(overlayOf(market([zone()]), null, readTheme(), null).shade).toEqual({ from: 5, entry: 99, target: 102, stop: 97.9 })
  })
  it('begins at the fill and its average price once a position is held', () => {
    expect(overlayOf(market([zone()]), position, readTheme(), null).shade).toEqual({ from: 8, entry: 99.1, target: 102, stop: 97.9 })
  })
  it('is not there without a setup that stands', () => {
    expect(overlayOf(market([zone()], null), null, readTheme(), null).shade).toBeNull()
    expect(overlayOf(market([zone()], { ...setup, verdict: 'pull' }), null, readTheme(), null).shade).toBeNull()
  })
  it('is painted on both sides of the entry', () => {
    const { calls } = painted({ shade: { from: 5, entry: 99, target: 102, stop: 97.9 } })
    const boxes = calls.filter((it) => it.name === 'fillRect').map((it) => it.args.map((v) => Math.round(v as number)))
    expect(boxes).toEqual([[50, 200, 350, 300], [50, 500, 350, 110]])
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
