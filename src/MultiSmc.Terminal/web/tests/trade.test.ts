import { cleanup, render } from '@testing-library/svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeWorld, sent, ui, world } from '../src/app/app.svelte'
import { keyOf } from '../src/app/commands'
import { zoneState } from '../src/app/words'
import { journalText } from '../src/app/journalWords'
import { levelsOf } from '../src/pages/trade/overlayData'
import Forming from '../src/pages/trade/Forming.svelte'
import OrdersTable from '../src/pages/trade/OrdersTable.svelte'
import Positions from '../src/pages/trade/Positions.svelte'
import PositionsTable from '../src/pages/trade/PositionsTable.svelte'
import Session from '../src/pages/trade/Session.svelte'
import Setup from '../src/pages/trade/Setup.svelte'
import Why from '../src/pages/trade/Why.svelte'
import ReplayBar from '../src/app/ReplayBar.svelte'
import { NO_OVERLAY, Overlay } from '../src/chart/overlay'
import { readTheme } from '../src/chart/theme'
import type { Decision, Frame, Live, Order, Position, Setup as SetupNews, Tick, Zone } from '../src/data/contract'
import type { ReplayState, SteerRequest } from '../src/data/replay'
import { PlayedFeed, hello, info } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))

const setup = {
  n: 'BTCUSDT', no: 7, v: 1, zone: 3, step: 'order', since: 0, entry: 9941302, tp: 10057487, sl: 9884445, qty: '0.0312', cost: '3102', risk: '17.74', rr: 2, breakEven: 0.43, thr: 0.55, model: 'm', verdict: 'none', p: null,
  fillP: null, rearm: null, skip: null, done: false,
} as SetupNews
const tick: Tick = { n: 'BTCUSDT', l: 9984476, b: null, a: null, d: 0.01, f: 0.5, st: 'armed', x: -0.004, p: null, t: 0 }
const live: Live = { n: 'BTCUSDT', i: 10, t0: 0, t: 0, o: 1, h: 1, l: 1, c: 1, usd: 0, buy: 0, k: 0, imb: 0 }
const order: Order = { id: 'a', v: 1, n: 'BTCUSDT', side: 'SELL', type: 'MARKET', oco: false, role: 'exit', setup: 7, price: '0', stop: null, qty: '0.5', filled: '0', status: 'new', venueId: null, t: 0 }
const position: Position = { n: 'BTCUSDT', setup: 7, v: 1, qty: '0.5', entry: '100.1', sl: '99', tp: '102', pnl: '1', r: 0.5, risk: '2', cost: '100.1', atTp: '0.85', atSl: '-0.65', protection: 'exchange', bareSince: null, packet: 1, since: 0, closed: false }
const text = (host: Element): string => (host.textContent ?? '').replaceAll('\u2009', ' ').replace(/\s+/g, ' ')

let feed: PlayedFeed
let last = 0
async function tell(parts: Partial<Frame>): Promise<void> {
  feed.send({ s: ++last, ...parts })
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}

beforeAll(async () => {
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello({ ...hello, symbols: [{ ...info, approach: 0.0025, model: 'm' }] })
  await tell({ k: 'snap', ticks: [tick], setups: [setup], live, orders: [order], positions: [position] })
})
afterEach(cleanup)

describe('Trade page', () => {
  it('says a small approach distance with the decimals it has', () => {
    expect(text(render(Setup, { symbol: 'BTCUSDT' }).container)).toContain('Asked within 0.25 %')
  })

  it('gives no side a share of a packet without trades', async () => {
    const { container } = render(Forming, { symbol: 'BTCUSDT' })
    expect(text(container)).toContain('buy –')
    expect(text(container)).toContain('sell –')
    await tell({ live: { ...live, usd: 400_000, buy: 100_000, k: 3 } })
    expect(text(container)).toContain('buy 25 %')
    expect(text(container)).toContain('sell 75 %')
    await tell({ live })
  })

  it('calls the price of a market order market, and writes no distance to it', () => {
    const { container, getByRole } = render(OrdersTable)
    const cells = [...container.querySelectorAll('tbody td')].map((it) => it.textContent)
    expect([cells[3], cells[5]]).toEqual(['market', '–'])
    expect(getByRole('button').getAttribute('aria-label')).toBe('Cancel order BTCUSDT SELL at market')
    expect(journalText({ id: 1, t: 0, kind: 'order', lvl: 'info', n: 'BTCUSDT', code: 'order-state', p: { id: 'x', side: 'SELL', qty: '0.5', price: '0', state: 'filled' } }).text).toBe('xSELL 0.5 at market: filled'.replace('x', 'x '))
    expect(journalText({ id: 1, t: 0, kind: 'order', lvl: 'info', n: 'BTCUSDT', code: 'order-state', p: { id: 'x', side: 'SELL', qty: '0.5', price: '102', state: 'new' } }).text).toContain('@ 102.00')
  })

  it('writes the prices of a position with the decimals of its symbol', () => {
    const card = text(render(Positions).container)
    for (const it of ['SL 99.00', 'entry 100.10', 'TP 102.00']) expect(card).toContain(it)
    cleanup()
    const cells = [...render(PositionsTable).container.querySelectorAll('tbody td')].map((it) => it.textContent)
    expect(cells.slice(2, 6)).toEqual(['100.10', '99\u2009844.76', '99.00', '102.00'])
  })

  it('gives the result of a position in percent of what it cost, the part that was sold included', async () => {
    await tell({ positions: [{ ...position, v: 2, qty: '0.5', entry: '100', cost: '200', pnl: '-3' }] })
    const cells = [...render(PositionsTable).container.querySelectorAll('tbody td')].map((it) => it.textContent)
    expect(cells.slice(6, 8)).toEqual(['−3.00', '−1.50\u2009%'])
    await tell({ positions: [{ ...position, v: 3 }] })
  })

  it('can close what is left of a position when a part of it has been sold', async () => {
    const state = () => {
      const { container } = render(Positions)
      const button = container.querySelector('button')
      const found = [button?.textContent, button?.disabled]
      cleanup()
      return found
    }
    const news = (of: 'sent' | 'done') => ({ cmds: [{ id: 'c-7', kind: 'close-position', by: 'terminal', state: of, n: 'BTCUSDT', code: null, p: {}, t: 1 }] }) as unknown as Frame
    sent.put(keyOf({ kind: 'close-position', symbol: 'BTCUSDT', args: { setup: 7 } }), 'c-7', true)
    expect(state()[0]).toBe('Sent')
    await tell(news('sent'))
    expect(state()).toEqual(['Sent', true])
    await tell(news('done'))
    expect(state()[0]).toBe('Close')
    // The whole of it: until the position is gone.
    sent.put(keyOf({ kind: 'close-position', symbol: 'BTCUSDT', args: { setup: 7 } }), 'c-7', false)
    expect(state()[0]).toBe('Sent')
    sent.by = new Map()
  })

  it('tells how many ticks away an order rests and its number at the exchange, and takes none back that protects a position', async () => {
    const resting: Order = { ...order, id: 'b', side: 'BUY', type: 'LIMIT', role: 'entry', price: '99834.76', venueId: '30001' }
    await tell({ orders: [{ ...order, v: 2, status: 'filled' }, resting, { ...resting, id: 'c', side: 'SELL', role: 'sl', stop: '99744.76', venueId: null }] })
    const { container, getAllByRole } = render(OrdersTable)
    const rows = [...container.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((it) => it.textContent))
    expect(rows.map((it) => [it[6], it[8]])).toEqual([['−1\u2009000', '30001'], ['−10\u2009000', '–']])
    expect(getAllByRole('button').map((it) => it.getAttribute('aria-label'))).toEqual(['Cancel order BTCUSDT BUY @ 99\u2009834.76'])
    expect(rows[1]?.[10]).toContain('close the position')
    await tell({ orders: [{ ...resting, v: 2, status: 'cancelled' }, { ...resting, id: 'c', v: 2, status: 'cancelled' }, { ...order, v: 3 }] })
  })

  it('gives the pill of a resting entry room for a button only where it may be pressed', () => {
    const market = world().market('BTCUSDT')
    if (!market) throw new Error('the session has one symbol')
    const entry = (canCancel: boolean, compact: boolean) => levelsOf(market, [], { theme: readTheme(), compact, canCancel }).find((it) => it.pill.startsWith('BUY'))
    expect([entry(true, false)?.button, entry(false, false)?.button, entry(true, true)?.button]).toEqual([true, false, false])
  })

  it('says what the cancels saved, in R and in quote', async () => {
    const session = { from: 0, placed: 1, filled: 0, pulled: 1, expired: 0, wins: 0, closed: 0, maxDdR: 0, savedR: 2.1, saved: '37.25', fees: '0', makerShare: null, curve: [] }
    await tell({ session, account: { currency: 'USDT', equity: '1', free: '1', day: null, dayShare: null, risk: '0', riskR: 0, exposure: '0', unrealised: '0' } })
    expect(text(render(Session).container)).toContain('Saved by cancels+2.1 R+37.25 USDT')
    cleanup()
    await tell({ session: { ...session, savedR: null, saved: null } })
    expect(text(render(Session, { wide: true }).container)).toContain('Saved by cancels– Fees')
  })

  it('calls a zone pulled while its order is followed, armed while it stands', () => {
    const zone = { outcome: null, trade: null, skip: null, would: null } as unknown as Zone
    expect([zoneState(zone, tick).text, zoneState({ ...zone, would: { s: 'open' } as never }, tick).text, zoneState({ ...zone, would: { s: 'missed' } as never }, tick).text]).toEqual(['Armed', 'Pulled', 'Armed'])
  })

  it('lets a person choose among the setups of a symbol, and says what a pulled order is waiting for', async () => {
    const zone = { n: 'BTCUSDT', id: 4, v: 1, up: true, kind: 'bos', state: 'pending', originAt: 1, extAt: 4, created: 5, touchedAt: -1, enteredAt: -1, endedAt: -1, origin: 1, ext: 2, top: 2, entry: 2, bottom: 1, eq: 1, sl: 1, tp: [2, 2, 2], outcome: null, skip: null, setup: 8, checks: null, trade: null, would: { s: 'open', inAt: -1, inPx: 2, outAt: -1, outPx: 0, r: null, net: null } } as Zone
    await tell({ setups: [{ ...setup, no: 8, zone: 4, step: 'approach', verdict: 'pull', p: 0.41 }], zones: [zone] })
    const { container, getByRole } = render(Setup, { symbol: 'BTCUSDT' })
    expect(text(container)).toContain('Setup #8')
    expect(text(container)).toContain('If kept: pending.')
    getByRole('radio', { name: '#7' }).click()
    await vi.waitFor(() => expect(text(container)).toContain('Setup #7'))
    expect(getByRole('radio', { name: '#7' }).getAttribute('aria-checked')).toBe('true')
    await tell({ setups: [{ ...setup, no: 8, v: 2, done: true }] })
    expect(container.querySelector('[role=radio]')).toBeNull()
  })

  it('tells what the model was shown, what each value moved, and how long it took', async () => {
    const decision: Decision = { n: 'BTCUSDT', zone: 4, setup: 8, t: 1000, packet: 9, px: 2, p: 0.61, thr: 0.55, act: 'keep', near: true, streak: 1, model: 'm', ms: 0.2134, lag: 41.4, top: [{ f: 'vpin_delta_10', v: -0.0621, c: 0.058 }, { f: 'zone_age', v: 27, c: -0.017 }] }
    const asked: string[] = []
    const rest = feed.rest
    feed.rest = async <T>(_method?: string, path?: string): Promise<T> => {
      asked.push(String(path))
      return { t: 1000, p: 0.61, start: 0.52, features: [{ f: 'zone_age', v: 27, c: -0.017 }, { f: 'kyle_20', v: null, c: 0 }, { f: 'vpin_delta_10', v: -0.0621, c: 0.058 }] } as T
    }
    const { container, getByRole, rerender } = render(Why, { decision })
    expect(text(container)).toBe('VPIN change 10−0.062+0.058Zone age27.0−0.017 decided in 0.21 ms · trade 41 ms old All features')
    getByRole('button', { name: 'All features' }).click()
    await vi.waitFor(() => expect(text(container)).toContain('Before any of it p was 0.52; with all of it 0.61.'))
    expect(asked).toEqual(['zones/BTCUSDT/4/why?t=1000'])
    expect([...container.querySelectorAll('li')].map((it) => [...it.children].map((cell) => cell.textContent).filter((cell) => cell !== ''))).toEqual([['VPIN change 10', '−0.062', '+0.058'], ['Zone age', '27.0', '−0.017'], ['Kyle 20', '–', '0.000']])
    // A newer answer does not push away the story that is being read; of a past judgement no time is claimed.
    await rerender({ decision: { ...decision, t: 2000, ms: null, lag: null, top: [] } })
    expect(text(container)).toContain('decided in 0.21 ms')
    getByRole('button', { name: 'Newest answer' }).click()
    await vi.waitFor(() => expect(text(container)).toContain('not timed'))
    expect(asked).toEqual(['zones/BTCUSDT/4/why?t=1000', 'zones/BTCUSDT/4/why?t=2000'])
    feed.rest = rest
  })

  it('tells where the button of a pill belongs, and that it is gone', () => {
    const overlay = new Overlay(() => 100, () => 0, readTheme, { zoneNote: () => '', tradePill: () => '' }, () => [0, 0], () => [0, 0], () => 9)
    const places: ({ x: number; y: number } | null)[] = []
    overlay.onButton = (at) => places.push(at)
    const context = new Proxy({}, { get: (_, name) => (name === 'measureText' ? () => ({ width: 100 }) : () => undefined), set: () => true })
    const scale = { getVisibleLogicalRange: () => ({ from: 0, to: 9 }), logicalToCoordinate: () => 0, width: () => 800 }
    overlay.attached({ chart: { timeScale: () => scale, options: () => ({ timeScale: { barSpacing: 5 } }) }, series: { priceToCoordinate: () => 120 }, requestUpdate: () => undefined } as never)
    const paint = () => overlay.paneViews()[1]?.renderer()?.draw({ useMediaCoordinateSpace: (draw: (it: unknown) => void) => draw({ context, mediaSize: { width: 800, height: 400 } }) } as never)
    const level = { price: 1, from: null, pill: 'BUY LIMIT 1', tag: '', color: '', onColor: '', dash: false, width: 2, button: true }
    overlay.data = { ...NO_OVERLAY, levels: [level] }
    paint()
    paint()
    overlay.data = NO_OVERLAY
    paint()
    expect(places).toEqual([{ x: 782, y: 120 }, null])
  })
})

describe('Replay', () => {
  it('shows how it stands and steers it, in one press each', async () => {
    const asked: SteerRequest[] = []
    let show: (state: ReplayState) => void = () => undefined
    const now: ReplayState = { paused: true, speed: 60, step: null, inputs: 1204, at: Date.UTC(2026, 0, 5, 14, 32, 7), done: false }
    feed.watchReplay = (next) => {
      show = next
      return () => undefined
    }
    feed.steer = async (request) => {
      asked.push(request)
      return { code: null, state: { ...now, paused: request.act !== 'resume' } }
    }
    const { container, getByRole, findByRole } = render(ReplayBar)
    show(now)
    ;(await findByRole('button', { name: 'Play' })).click()
    ;(await findByRole('button', { name: 'Pause' })).click()
    await findByRole('button', { name: 'Play' })
    for (const name of ['+ input', '+ packet', '+ setup']) getByRole('button', { name }).click()
    const speed = getByRole('combobox') as HTMLSelectElement
    speed.value = 'null'
    speed.dispatchEvent(new Event('change', { bubbles: true }))
    expect(asked).toEqual([
      { act: 'resume' }, { act: 'pause' }, { act: 'step', unit: 'input' }, { act: 'step', unit: 'packet', symbol: 'BTCUSDT' }, { act: 'step', unit: 'setup', symbol: 'BTCUSDT' }, { act: 'speed', speed: null },
    ])
    await vi.waitFor(() => {
      show({ ...now, done: true }) // after the answers
      expect(text(container)).toContain('Replay ended')
    })
    expect(text(container)).toContain('14:32:07')
  })

  it('says why it was refused', async () => {
    feed.watchReplay = (next) => {
      next({ paused: true, speed: null, step: null, inputs: 0, at: 0, done: false })
      return () => undefined
    }
    feed.steer = async () => ({ code: 'read-only', state: null })
    const { findByRole } = render(ReplayBar)
    ;(await findByRole('button', { name: 'Play' })).click()
    await vi.waitFor(() => expect(ui.toasts.at(-1)?.text).toBe('This session may only look.'))
  })
})
