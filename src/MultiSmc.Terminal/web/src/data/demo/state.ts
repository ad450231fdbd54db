import type { Account, Decision, Fill, Health, JobNews, JournalEntry, LatencyStage, Order, Parts, Position, Reason, Session, Setup, SymbolState, Tick } from '../contract'
import { DEMO_NOW, THRESHOLD, type DemoMarket } from './market'
import { Random } from './random'

const MIN = 60_000
const S = 1000

/** Everything but packets at the demo's start. */
export function ticksOf(markets: DemoMarket[]): Tick[] {
  const states: [SymbolState, number | null, number][] = [
    ['approach', -0.0043, 0.63], ['long', 0.86, 0.28], ['long', -0.18, 0.9], ['armed', -0.0184, 0.12], ['watching', null, 0.3], ['armed', -0.0096, 0.74], ['watching', null, 0.48], ['warmup', 0.71, 0.55],
  ]
  return markets.map((market, k) => {
    const [st, x, f] = states[k] as [SymbolState, number | null, number]
    const l = market.px(market.spec.price)
    return { n: market.spec.info.name, l, b: k === 0 ? l - 1 : l - 1, a: l, d: market.spec.day, f, st, x, p: st === 'approach' ? 0.61 : null, t: DEMO_NOW }
  })
}

const setupBase = { v: 1, model: 'btc-ote-v7', fillP: null, rearm: null, skip: null, done: false, thr: THRESHOLD } as const

export function setupsOf(markets: DemoMarket[]): Setup[] {
  const [btc, eth, sol, bnb, , doge] = markets as [DemoMarket, DemoMarket, DemoMarket, DemoMarket, DemoMarket, DemoMarket]
  const px = (market: DemoMarket, entry: number, tp: number, sl: number) => ({ entry: market.px(entry), tp: market.px(tp), sl: market.px(sl) })
  return [
    { ...setupBase, n: 'BTCUSDT', no: 257, zone: 257, step: 'approach', since: DEMO_NOW - 31 * MIN - 12 * S, ...px(btc, 99413.02, 100574.87, 98844.45), qty: '0.0312', cost: '3101.69', risk: '17.74', rr: 2.04, breakEven: 0.43, verdict: 'keep', p: 0.61 },
    { ...setupBase, model: 'eth-ote-v7', n: 'ETHUSDT', no: 218, zone: 218, step: 'exit', since: DEMO_NOW - 44 * MIN - 18 * S, ...px(eth, 3227.87, 3267.24, 3208.6), qty: '1.2408', cost: '4005.14', risk: '23.91', rr: 2.04, breakEven: 0.44, verdict: 'keep', p: 0.64, fillP: 0.64 },
    { ...setupBase, model: 'sol-ote-v5', n: 'SOLUSDT', no: 174, zone: 174, step: 'exit', since: DEMO_NOW - 72 * MIN, ...px(sol, 187.92, 192.84, 185.36), qty: '18.30', cost: '3438.94', risk: '46.85', rr: 1.92, breakEven: 0.46, verdict: 'keep', p: 0.58, fillP: 0.58 },
    { ...setupBase, model: 'multi-ote-v3', n: 'BNBUSDT', no: 96, zone: 96, step: 'order', since: DEMO_NOW - 171 * S, ...px(bnb, 630.48, 651.8, 624.85), qty: '3.92', cost: '2471.48', risk: '22.07', rr: 3.2, breakEven: 0.34, verdict: 'none', p: null },
    { ...setupBase, model: 'multi-ote-v3', n: 'DOGEUSDT', no: 311, zone: 311, step: 'order', since: DEMO_NOW - 438 * S, ...px(doge, 0.18029, 0.18411, 0.17852), qty: '16640', cost: '3000.03', risk: '29.45', rr: 2.1, breakEven: 0.42, verdict: 'none', p: null },
  ]
}

export function ordersOf(): Order[] {
  const base = { v: 1, stop: null, filled: '0', status: 'new' as const }
  return [
    { ...base, id: 'e257', n: 'BTCUSDT', side: 'BUY', type: 'LIMIT_MAKER', oco: false, role: 'entry', setup: 257, price: '99413.02', qty: '0.0312', venueId: '8831', t: DEMO_NOW - 31 * MIN - 12 * S },
    { ...base, id: 't218', n: 'ETHUSDT', side: 'SELL', type: 'LIMIT_MAKER', oco: true, role: 'tp', setup: 218, price: '3267.24', qty: '1.2408', venueId: '8822', t: DEMO_NOW - 760 * S },
    { ...base, id: 's218', n: 'ETHUSDT', side: 'SELL', type: 'STOP_LOSS', oco: true, role: 'sl', setup: 218, price: '3208.60', stop: '3208.60', qty: '1.2408', venueId: '8823', t: DEMO_NOW - 760 * S },
    { ...base, id: 't174', n: 'SOLUSDT', side: 'SELL', type: 'LIMIT_MAKER', oco: true, role: 'tp', setup: 174, price: '192.84', qty: '18.30', venueId: '8801', t: DEMO_NOW - 48 * MIN - 3 * S },
    { ...base, id: 's174', n: 'SOLUSDT', side: 'SELL', type: 'STOP_LOSS', oco: true, role: 'sl', setup: 174, price: '185.36', stop: '185.36', qty: '18.30', venueId: '8802', t: DEMO_NOW - 48 * MIN - 3 * S },
    { ...base, id: 'e96', n: 'BNBUSDT', side: 'BUY', type: 'LIMIT_MAKER', oco: false, role: 'entry', setup: 96, price: '630.48', qty: '3.920', venueId: '8821', t: DEMO_NOW - 171 * S },
    { ...base, id: 'e311', n: 'DOGEUSDT', side: 'BUY', type: 'LIMIT_MAKER', oco: false, role: 'entry', setup: 311, price: '0.18029', qty: '16640', venueId: '8829', t: DEMO_NOW - 438 * S },
  ]
}

export function positionsOf(markets: DemoMarket[]): Position[] {
  const eth = markets[1] as DemoMarket
  const zone = eth.zones.at(-1)
  return [
    { n: 'ETHUSDT', setup: 218, v: 1, qty: '1.2408', entry: '3227.87', sl: '3208.60', tp: '3267.24', pnl: '20.64', r: 0.86, risk: '23.91', cost: '4005.14', atTp: '40.79', atSl: '-31.90', protection: 'exchange', bareSince: null, packet: zone?.trade?.inAt ?? eth.lastIndex - 40, since: DEMO_NOW - 760 * S, closed: false },
    { n: 'SOLUSDT', setup: 174, v: 1, qty: '18.30', entry: '187.92', sl: '185.36', tp: '192.84', pnl: '-8.42', r: -0.18, risk: '46.85', cost: '3438.94', atTp: '83.08', atSl: '-53.68', protection: 'exchange', bareSince: null, packet: (markets[2] as DemoMarket).lastIndex - 70, since: DEMO_NOW - 48 * MIN, closed: false },
  ]
}

export function fillsOf(): Fill[] {
  const rows: [string, 'BUY' | 'SELL', Fill['role'], number, string, string, string, boolean, number][] = [
    ['ETHUSDT', 'BUY', 'entry', 218, '3227.87', '1.2408', '3.00', true, 760], ['SOLUSDT', 'BUY', 'entry', 174, '187.92', '18.30', '2.58', true, 2883],
    ['BTCUSDT', 'SELL', 'tp', 252, '100240.10', '0.0298', '2.24', true, 5400], ['BTCUSDT', 'BUY', 'entry', 252, '99318.44', '0.0298', '2.22', true, 7620],
    ['DOGEUSDT', 'SELL', 'sl', 306, '0.17611', '16900', '2.98', false, 11020], ['DOGEUSDT', 'BUY', 'entry', 306, '0.17788', '16900', '2.25', true, 12410],
    ['ETHUSDT', 'SELL', 'tp', 214, '3251.02', '1.1820', '2.88', true, 18200], ['ETHUSDT', 'BUY', 'entry', 214, '3214.40', '1.1820', '2.85', true, 20100],
    ['BNBUSDT', 'SELL', 'tp', 93, '648.71', '3.70', '1.80', true, 26200], ['BNBUSDT', 'BUY', 'entry', 93, '633.10', '3.70', '1.76', true, 28800],
  ]
  return rows.map(([n, side, role, setup, price, qty, fee, maker, ago], k) => ({ id: `f${k}`, n, order: `o${setup}`, side, role, setup, price, qty, fee, feeAsset: 'USDT', maker, packet: -1, t: DEMO_NOW - ago * S }))
}

export const account: Account = { currency: 'USDT', equity: '25412.37', free: '14866.20', day: '184.22', dayShare: 0.0073, risk: '47.12', riskR: 0.62, exposure: '7652.10', unrealised: '12.22' }

export function sessionOf(): Session {
  const random = new Random(5)
  const curve: number[] = []
  let sum = 0
  for (let k = 0; k < 90; k++) curve.push(Math.round((sum += random.normal() * 0.35 + 0.05) * 100) / 100)
  return { from: Date.UTC(2026, 8, 14), placed: 14, filled: 5, pulled: 6, expired: 2, wins: 3, closed: 5, maxDdR: -1.3, savedR: 2.1, saved: '37.25', fees: '4.12', makerShare: 0.92, curve }
}

export function healthOf(now: number): Health {
  const up = { state: 'up' as const, age: 40, rate: null, since: DEMO_NOW - 6 * 864e5 - 4 * 36e5, reconnects: 0, use: [] as [number, number][], value: null }
  return {
    links: [
      { ...up, name: 'market-data', rtt: 38, rate: 1284, reconnects: 2, fault: { t: DEMO_NOW - 31 * 36e5, code: null, text: 'The remote party closed the WebSocket connection without completing the close handshake.' } },
      { ...up, name: 'user-data', rtt: 41, rate: 0.05, reconnects: 1 },
      { ...up, name: 'orders', rtt: 41, rate: 0, fault: { t: DEMO_NOW - 5.2 * 36e5, code: '-2010', text: 'Order would immediately match and take.' } },
      { ...up, name: 'rest-weight', rtt: null, since: null, use: [[212, 6000]] },
      { ...up, name: 'order-limit', rtt: null, since: null, use: [[2, 100], [31, 200000]] },
      { ...up, name: 'clock', rtt: null, since: null, age: 12000, value: 3 },
      { ...up, name: 'journal', rtt: 0.4, since: null, value: 218e6 },
      { ...up, name: 'gap-repair', state: 'warn', rtt: null, since: null, age: now - Date.UTC(2026, 8, 14, 14, 6, 15), value: 412 },
    ],
    rtt: 38, trades: 1284, tradesPeak: 9412, since: DEMO_NOW - 6 * 864e5 - 4 * 36e5, restarts: 0, cpu: 0.11, cpuPeak: 0.34, cores: 2, memory: 412e6, gcP99: 0.6, diskFree: 61e9, journalBytes: 218e6, decisionBudgetMs: 5,
  }
}

export const latency: LatencyStage[] = [
  { stage: 'decision', p50: 0.21, p95: 0.52, p99: 0.94, max: 2.8, count: 4_600_000 },
  { stage: 'send', p50: 0.08, p95: 0.16, p99: 0.31, max: 1.1, count: 31 },
  { stage: 'order-ack', p50: 41, p95: 58, p99: 96, max: 212, count: 31 },
  { stage: 'cancel-ack', p50: 39, p95: 55, p99: 88, max: 190, count: 12 },
  { stage: 'model', p50: 0.011, p95: 0.019, p99: 0.031, max: 0.12, count: 18000 },
  { stage: 'page', p50: 9, p95: 14, p99: 22, max: 61, count: 60000 },
]

export const CONTRIBUTIONS: Reason[] = [{ f: 'vpin_delta_10', v: -0.062, c: 0.058 }, { f: 'pullback_imb', v: 0.184, c: 0.041 }, { f: 'imb_ema_8', v: -0.113, c: -0.026 }, { f: 'zone_age', v: 27, c: 0.017 }]

export function decisionsOf(markets: DemoMarket[]): Decision[] {
  const made: Decision[] = []
  for (const [k, top] of [[0, CONTRIBUTIONS], [1, [{ f: 'pullback_imb', v: 0.271, c: 0.061 }, { f: 'imb_ema_8', v: 0.092, c: 0.044 }, { f: 'vpin_delta_10', v: 0.031, c: -0.027 }, { f: 'rv_ratio_5_50', v: 1.31, c: -0.012 }]]] as const) {
    const market = markets[k] as DemoMarket
    const zone = market.zones.at(-1)
    if (!zone) continue
    market.bars.forEach((bar, place) => {
      const packet = market.first + place
      if (bar.p === null || packet < zone.created || !bar.near || (zone.trade && packet > zone.trade.inAt)) return
      made.push({ n: market.spec.info.name, zone: zone.id, setup: zone.id, t: bar.t, packet, px: market.px(bar.c), p: bar.p, thr: THRESHOLD, act: 'keep', near: true, streak: made.length + 1, model: market.spec.info.model ?? '', ms: 0.21, lag: 41, top: [...top] })
    })
  }
  return made
}

export function journalOf(): JournalEntry[] {
  const at = (h: number, m: number, s: number, ms = 0) => Date.UTC(2026, 8, 14, h, m, s, ms)
  const rows: Omit<JournalEntry, 'id' | 'lvl'>[] = [
    { t: at(14, 0, 0, 2), kind: 'risk', n: null, code: 'exposure', p: { used: '7652', limit: '10000', day: 0.0073 } },
    { t: at(14, 6, 15, 310), kind: 'data', n: 'SOLUSDT', code: 'gap-refilled', p: { ids: 412, ms: 610 } },
    { t: at(14, 20, 2, 552), kind: 'decision', n: 'DOGEUSDT', code: 'judged', p: { zone: 308, packet: 30402, p: 0.412, thr: 0.55, act: 'pull', dist: 0.0021 } },
    { t: at(14, 20, 2, 598), kind: 'order', n: 'DOGEUSDT', code: 'order-state', p: { id: '8805', side: 'BUY', type: 'LIMIT_MAKER', price: '0.17611', qty: '16640', state: 'cancelled', ms: 46.2 } },
    { t: at(14, 24, 50, 117), kind: 'fill', n: 'ETHUSDT', code: 'filled', p: { id: '8790', side: 'BUY', price: '3227.87', qty: '1.2408', fee: '3.17', asset: 'USDT', maker: true } },
    { t: at(14, 24, 50, 121), kind: 'order', n: 'ETHUSDT', code: 'protection-placed', p: { id: '8822', setup: 218, qty: '1.2408', tp: 326724, sl: 320860 } },
    { t: at(14, 24, 50, 164), kind: 'order', n: 'ETHUSDT', code: 'order-state', p: { id: '8822', side: 'SELL', type: 'OCO', price: '3267.24', qty: '1.2408', state: 'new', ms: 43 } },
    { t: at(14, 28, 55, 718), kind: 'struct', n: 'DOGEUSDT', code: 'bos', p: { up: true, px: 18188, from: 30412 } },
    { t: at(14, 29, 16, 300), kind: 'zone', n: 'BNBUSDT', code: 'zone-created', p: { id: 96, bottom: 62840, top: 63260, entry: 63048 } },
    { t: at(14, 29, 16, 346), kind: 'order', n: 'BNBUSDT', code: 'entry-placed', p: { id: '8821', setup: 96, price: '630.48', qty: '3.92' } },
    { t: at(14, 31, 12, 4), kind: 'zone', n: 'LINKUSDT', code: 'zone-ended', p: { id: 140, outcome: 'expired' } },
    { t: at(14, 31, 12, 47), kind: 'order', n: 'LINKUSDT', code: 'order-state', p: { id: '8812', side: 'BUY', type: 'LIMIT_MAKER', price: '17.120', qty: '140.2', state: 'cancelled', ms: 43.1 } },
    { t: at(14, 31, 40, 930), kind: 'struct', n: 'XRPUSDT', code: 'choch', p: { up: false, px: 11496, from: 9921 } },
    { t: at(14, 31, 51, 600), kind: 'decision', n: 'BTCUSDT', code: 'judged', p: { zone: 257, packet: 18742, p: 0.58, thr: 0.55, act: 'keep', dist: 0.0044 } },
    { t: at(14, 31, 58, 102), kind: 'packet', n: 'ETHUSDT', code: 'packet-closed', p: { i: 23359, c: 324450, imb: 0.34, vpin: 0.27, k: 240 } },
    { t: at(14, 32, 4, 811), kind: 'packet', n: 'BTCUSDT', code: 'packet-closed', p: { i: 18743, c: 9984476, imb: -0.21, vpin: 0.41, k: 187 } },
    { t: at(14, 32, 7, 214), kind: 'decision', n: 'BTCUSDT', code: 'judged', p: { zone: 257, packet: 18743, p: 0.612, thr: 0.55, act: 'keep', dist: 0.0043 } },
  ]
  return rows.map((row, k) => ({ ...row, id: k + 1, lvl: row.code === 'gap-refilled' ? 'warn' : 'info' }))
}

export function jobsOf(): JobNews[] {
  const base = { p: {}, unit: null, rate: null, etaMs: null, t: DEMO_NOW, error: null, done: null }
  return [
    { ...base, id: 'j1', kind: 'download', title: 'LINKUSDT, Nov 2024 – Apr 2025', state: 'running', done: 0.21, stage: 'downloading', p: { done: 38, of: 181 }, rate: 24.1e6, unit: 'bytes', etaMs: 240e3 },
    { ...base, id: 'j2', kind: 'verify', title: 'SOLUSDT, Jun 2026', state: 'running', done: 0.86, stage: 'verifying', etaMs: 12e3 },
    { ...base, id: 'j3', kind: 'packets', title: 'ETHUSDT packets $500k, 2026', state: 'running', done: 0.64, stage: 'building', rate: 9.8e6, unit: 'trades', etaMs: 31e3 },
    { ...base, id: 'j4', kind: 'download', title: 'AVAXUSDT, Jul 2025', state: 'done', done: 1, stage: 'writing', t: DEMO_NOW - 14 * MIN, p: { ms: 38e3 } },
    { ...base, id: 'j5', kind: 'download', title: 'DOGEUSDT, 14 Sep', state: 'failed', stage: 'downloading', error: { code: 'not-published', p: {} } },
  ]
}

/** All parts that do not depend on the focus. */
export function startParts(markets: DemoMarket[]): Parts {
  return {
    ticks: ticksOf(markets), setups: setupsOf(markets), orders: ordersOf(), fills: fillsOf(), positions: positionsOf(markets),
    account, session: sessionOf(), health: healthOf(DEMO_NOW), latency, locks: [], jobs: jobsOf(), journal: journalOf(),
  }
}
