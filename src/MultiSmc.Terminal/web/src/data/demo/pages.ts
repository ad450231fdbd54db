import type { Catalog, DayCell, EquityRange, EquityReport, LabMap, LabParameters, LabRequest, LatencyReport, ModelDetail, ModelSummary, NotificationChannel, PacketSet, Reason, RunDetail, RunEquity, RunFigures, RunSummary, RunTrade, TradeChart, Why } from '../contract'
import { RestError } from '../feed'
import type { LabWire, Words, ZoneTable } from '../labAnswer'
import { DEMO_NOW, type DemoMarket } from './market'
import { enPages } from '../../i18n/en.pages'
import { Random } from './random'
import { CONTRIBUTIONS } from './state'

const DAY = 864e5
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`)

/** Answers of the resources beside packets and structure; all invented, all deterministic. */
export function answer(markets: DemoMarket[], method: string, resource: string, args: URLSearchParams, body: unknown): unknown {
  const [head = '', id = '', sub = '', no = '', last = ''] = resource.split('/').map(decodeURIComponent)
  if (method === 'POST' && !resource.startsWith('notifications/') && !['lab/recompute', 'lab/map', 'catalog/plan'].includes(resource)) return resource === 'jobs/prepare' ? { ok: false, reason: 'The demonstration does no work.' } : {}
  switch (head) {
    case 'runs':
      if (id === '') return RUNS
      if (sub === 'equity') return equity(id)
      if (sub === 'trades' && no === '') return tradesOf(markets)
      if (last === 'chart') return chart(markets[0] as DemoMarket)
      return detail(id)
    case 'models': return id === '' ? MODELS : model(id)
    case 'catalog': return id === 'plan' ? { archives: 423, bytes: 3.1e9, already: 0 } : id === '' ? catalog() : days(sub)
    case 'packet-sets': return SETS
    case 'jobs': return id === 'kinds' ? { kinds: ['train', 'download', 'packets', 'backtest', 'verify'], presets: true } : []
    case 'journal': return []
    case 'notifications': return id === '' ? CHANNELS : { delivered: true, fault: null }
    case 'equity': return liveEquity(args.get('range') as EquityRange)
    case 'latency': return latencyReport(args.get('window') as LatencyReport['window'])
    case 'lab': return id === '' ? LAB : id === 'map' ? MAP : recompute(markets[0] as DemoMarket, body as LabRequest)
    case 'zones': return why()
    case 'session': return { role: 'trade' }
    default: throw new RestError(404, 'not-found', 'not found')
  }
}

/** The forty features with the demo's largest among them. */
function why(): Why {
  const random = new Random(77)
  const known = new Map(CONTRIBUTIONS.map((it) => [it.f, it]))
  const features = Object.keys(enPages.features).map((f): Reason => known.get(f) ?? { f, v: random.next() < 0.1 ? null : Math.round(random.normal() * 4000) / 1000, c: Math.round(random.normal() * 6) / 1000 })
  return { t: DEMO_NOW, p: 0.612, start: 0.52, features }
}

function walk(seed: number, count: number, drift: number, size: number): number[] {
  const random = new Random(seed)
  let value = 0
  return Array.from({ length: count }, () => (value += drift + random.normal() * size))
}

const RUNS: RunSummary[] = ([
  ['BTC ETH SOL, v7, keep 0.55', '2026-01-01', '2026-08-31', 0.214], ['BTC ETH SOL, no model', '2026-01-01', '2026-08-31', 0.062], ['BTC only, $2M packets', '2026-01-01', '2026-08-31', 0.098], ['8 symbols, v7, keep 0.60', '2026-03-01', '2026-08-31', 0.179],
  ['8 symbols, v6', '2026-03-01', '2026-08-31', 0.113], ['ETH, OTE 62–79, k 5', '2026-01-01', '2026-06-30', -0.031], ['ETH, OTE 62–79, k 8', '2026-01-01', '2026-06-30', 0.087], ['SOL stress, Feb crash', '2026-02-01', '2026-02-28', -0.014], ['Walk-forward, fold 6', '2026-07-01', '2026-08-31', 0.052],
] as [string, string, string, number][]).map(([title, from, to, net], k) => ({ id: `run-${9 - k}`, title, symbols: title.includes('ETH,') ? ['ETHUSDT'] : title.includes('SOL s') ? ['SOLUSDT'] : ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'], from: at(from), to: at(to), state: 'done', net, spark: walk(40 + k, 24, net / 10, 0.006), created: DEMO_NOW - k * DAY, job: null }))

const figures: RunFigures = { net: 0.214, netBand: [0.214, 0.262], maxDd: -0.068, ddDays: 19, sharpe: 1.92, sortino: 2.88, profitFactor: 1.74, winRate: 198 / 419, wins: 198, count: 419, expectancyR: 0.21, fees: 612, makerShare: 0.94, pulled: 388, savedR: 74 }

function detail(id: string): RunDetail {
  const run = RUNS.find((it) => it.id === id)
  if (!run) throw new RestError(404, 'not-found', 'not found')
  const random = new Random(3)
  const labels = ['01', '02', '03', '04', '05', '06', '07', '08'].map((it) => `2026-${it}`)
  const values = [[1.2, -0.9, 2.4, 0.4, 2.9, -0.3, 0.8, 1.4], [1.6, -1.4, 2.4, 1.1, 0.6, 0.2, -0.8, 3], [1.9, -2.1, 1.2, -0.4, 2.8, -0.9, 2.4, 1.9]]
  const rows = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol, k) => ({ symbol, values: (values[k] ?? []).map((it) => it / 100), total: (values[k] ?? []).reduce((a, b) => a + b, 0) / 100 }))
  const all = labels.map((_, m) => rows.reduce((sum, row) => sum + (row.values[m] ?? 0), 0))
  rows.push({ symbol: 'all', values: all, total: all.reduce((a, b) => a + b, 0) })
  return {
    ...run, flags: ['under-1-year'], reproducible: true, trades: 419, packets: 214806, tradesRead: 61.4e6, makerFee: 0.00075, takerFee: 0.001, fillModel: 'trade-through', evidence: 'T0', ranMs: 9800, config: '4f2c9e1a77', data: 'b81d07a2e4', model: 'btc-ote-v7', currency: 'USDT',
    figures: { ...figures, net: run.net, hold: 0.118 }, without: { ...figures, net: 0.062, profitFactor: 1.14, pulled: null }, months: { labels, rows }, percentile: 0.97 + random.next() * 0.01,
  }
}

function equity(id: string): RunEquity {
  const run = RUNS.find((it) => it.id === id) ?? (RUNS[0] as RunSummary)
  const count = Math.round((run.to - run.from) / DAY) + 1
  const raw = walk(7 + id.length + Number(id.slice(4)), count, 0, 0.0065)
  const end = raw[count - 1] ?? 0
  const curve = raw.map((it, k) => 25000 * (1 + (run.net ?? 0) * (k / count) + (it - end * (k / count)) * 0.55))
  const plain = walk(19, count, 0, 0.007)
  return {
    currency: 'USDT', start: 25000, t: Array.from({ length: count }, (_, k) => run.from + k * DAY), equity: curve, low: null, high: curve.map((it, k) => it + 1200 * (k / count)),
    without: plain.map((it, k) => 25000 * (1 + 0.06 * (k / count) + (it - (plain[count - 1] ?? 0) * (k / count)) * 0.5)), rivalsLow: null, rivalsHigh: null, hold: walk(41, count, 0.0004, 0.012).map((it, k) => (k === 0 ? 25000 : 24975 * (1 + it))), r: curve.map((it) => (it / 25000 - 1) * 411),
  }
}

function tradesOf(markets: DemoMarket[]): RunTrade[] {
  const random = new Random(77)
  const made: RunTrade[] = []
  const zone = markets[0]?.zones.filter((it) => it.trade?.r != null).pop()
  for (let no = 1; no <= 419; no++) {
    const symbol = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'][Math.floor(random.next() * 3)] as string
    const base = symbol === 'BTCUSDT' ? 99400 : symbol === 'ETHUSDT' ? 3400 : 188
    const won = random.next() < 0.472
    const exit: RunTrade['exit'] = random.next() < 0.04 ? 'manual' : won ? 'tp' : 'sl'
    const r = exit === 'manual' ? -0.4 : won ? Math.min(2.3, Math.max(0.1, 1.45 + random.normal() * 0.45)) : Math.max(-1.3, Math.min(-0.7, -1 + random.normal() * 0.05)) * (random.next() < 0.15 ? 0.6 : 1)
    const entry = base * (1 + random.normal() * 0.004)
    const d = 2
    made.push({
      no, symbol, packet: zone?.trade?.inAt ?? 0, t: at('2026-01-01') + (no / 419) * 242.9 * DAY, closed: at('2026-01-01') + (no / 419) * 242.9 * DAY + (20 + random.next() * 80) * 60000, entry: entry.toFixed(d), exit, p: Math.round((0.55 + random.next() * 0.17) * 100) / 100,
      packets: Math.round(10 + random.next() * 90), maeR: won ? -0.2 - random.next() * 0.5 : -1, mfeR: won ? r : 0.1 + random.next() * 0.6, r: Math.round(r * 10) / 10, pnl: Math.round(r * 2510) / 100, fees: 4.66, qty: symbol === 'BTCUSDT' ? '0.0312' : symbol === 'ETHUSDT' ? '1.1820' : '18.30',
      sl: (entry * 0.9962).toFixed(d), tp: (entry * 1.0078).toFixed(d), zoneFound: at('2026-01-01') + (no / 419) * 242.9 * DAY - 72 * 60000, checks: Math.round(10 + random.next() * 40), minP: 0.56, rule: 'through', evidence: 'T0',
    })
  }
  const unit = 100
  const newest = made[made.length - 1]
  if (newest && zone?.trade) Object.assign(newest, { symbol: 'BTCUSDT', entry: (zone.entry / unit).toFixed(2), sl: (zone.sl / unit).toFixed(2), tp: (zone.tp[0] / unit).toFixed(2), packet: zone.trade.inAt, r: zone.trade.r ?? 0, exit: (zone.trade.r ?? 0) > 0 ? 'tp' : 'sl' })
  return made
}

function chart(market: DemoMarket): TradeChart {
  const zone = market.zones.filter((it) => it.trade?.r != null).pop()
  const to = Math.min(market.lastIndex, (zone?.endedAt ?? market.lastIndex) + 12)
  const from = Math.max(market.first, (zone?.created ?? to) - 25)
  const inside = (k: number) => k >= from && k <= to
  return { packets: market.columns(to, to - from + 1), structure: { symbol: market.spec.info.name, from, to, struct: market.struct.filter((it) => inside(it.at)), zones: zone ? [zone] : [] }, priceDecimals: market.spec.info.priceDecimals, tick: 1 }
}

const MODELS: ModelSummary[] = ([['btc-ote-v7', 'live', 0.673, '2026-09-02'], ['btc-ote-v8', 'shadow', 0.681, '2026-09-12'], ['eth-ote-v7', 'live', 0.658, '2026-09-02'], ['sol-ote-v5', 'live', 0.641, '2026-08-21'], ['multi-ote-v3', 'live', 0.652, '2026-08-30'], ['btc-ote-v6', 'archived', 0.649, '2026-08-03'], ['eth-ote-v6', 'archived', 0.631, '2026-08-03'], ['btc-ote-v5', 'archived', 0.622, '2026-07-09']] as const)
  .map(([id, state, auc, day]) => ({ id, symbols: id.startsWith('multi') ? ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'BNBUSDT', 'XRPUSDT', 'DOGEUSDT', 'LINKUSDT', 'AVAXUSDT'] : [`${id.slice(0, 3).toUpperCase()}USDT`], state, auc, created: at(day) + 4.2 * 36e5, dataTo: at(day) - (id.startsWith('sol') ? 34 : 2) * DAY, fault: null }))

function model(id: string): ModelDetail {
  const it = MODELS.find((m) => m.id === id)
  if (!it) throw new RestError(404, 'not-found', 'not found')
  const old = it.state === 'archived'
  const bell = (x: number, mean: number, sd: number) => Math.exp(-(((x - mean) / sd) ** 2) / 2)
  const grid = Array.from({ length: 51 }, (_, k) => Math.round((0.3 + k * 0.01) * 100) / 100)
  const edges = Array.from({ length: 26 }, (_, k) => Math.round((0.09 + k * 0.0325) * 1000) / 1000)
  return {
    ...it, since: it.state === 'live' ? it.created : null, decisions: it.state === 'live' ? 214 : null,
    metrics: old ? { auc: it.auc, prAuc: 0.551, logLoss: 0.634, brier: 0.221, ece: 0.031, kept: 0.58, expectancy: 0.19, latencyP99: 0.029 } : { auc: it.auc, prAuc: 0.588, logLoss: 0.618, brier: 0.214, ece: 0.018, kept: 0.55, expectancy: 0.27, latencyP99: 0.031 },
    passport: { trainedMs: 48000, from: at('2025-11-01'), to: at('2026-08-31'), dataHash: 'b81d07a2e4c19f', bucket: 1e6, packets: 402118, rows: 3028, positives: 0.459, label: 'target before stop, 4 000 packets', validation: '5 purged folds, embargo 100', features: 'ote-approach|1', featureCount: 40, booster: '310 trees, depth 4, eta 0.04', calibration: 'isotonic, out of fold', file: `${id}.ubj`, bytes: 412e3, sha256: 'c07f' },
    reliability: [[0.12, 0.09, 40], [0.22, 0.2, 110], [0.31, 0.29, 260], [0.4, 0.385, 450], [0.48, 0.49, 520], [0.55, 0.565, 500], [0.62, 0.645, 400], [0.7, 0.69, 240], [0.78, 0.8, 90], [0.86, 0.83, 30]].map(([predicted = 0, observed = 0, count = 1]) => ({ predicted, observed, count, low: Math.max(0, observed - 0.8 / Math.sqrt(count)), high: Math.min(1, observed + 0.8 / Math.sqrt(count)) })),
    importance: ([['vpin_delta_10', 0.142, false], ['pullback_imb', 0.121, true], ['imb_ema_8', 0.108, true], ['dist_entry_bps', 0.094, false], ['rv_ratio_5_50', 0.081, false], ['intensity_ratio_5_50', 0.067, false], ['er_10', 0.059, false], ['zone_age', 0.051, true], ['kyle_20', 0.046, false], ['impulse_imb', 0.041, true], ['vpin_rank_100', 0.038, false], ['max_trade_share_5', 0.031, true]] as const).map(([feature, value, raises]) => ({ feature, value, raises })),
    threshold: { at: 0.55, mode: 'fixed', grid, counts: grid.map((x) => Math.round(3028 / (1 + Math.exp((x - 0.565) * 14)))), expectancy: grid.map((x) => Math.round((0.015 + 0.288 * bell(x, 0.585, 0.085)) * 1000) / 1000), kept: grid.map((x) => Math.round((1 / (1 + Math.exp((x - 0.565) * 14))) * 1000) / 1000) },
    unit: 'R', groups: [0.22, 0.31, 0.38, 0.44, 0.5, 0.54, 0.58, 0.63, 0.69, 0.77].map((p, k) => ({ from: p - 0.04, to: p + 0.03, zones: 303 - (k % 2), predicted: p, observed: p + 0.02 * Math.sin(k * 2), expectancy: (p - 0.45) * 1.1 })),
    scores: { edges, wins: edges.slice(1).map((x) => Math.round(150 * bell(x, 0.59, 0.12))), losses: edges.slice(1).map((x, k) => Math.round(178 * bell(x, 0.44, 0.12) * (0.95 + (k % 3) * 0.05))) },
    folds: [['2025-11-01', '2025-12-31', 0.661, 0.22, 61], ['2026-01-01', '2026-02-28', 0.638, 0.08, 44], ['2026-03-01', '2026-04-30', 0.679, 0.29, 72], ['2026-05-01', '2026-06-30', 0.671, 0.24, 66], ['2026-07-01', '2026-08-31', 0.684, 0.31, 70]].map(([from, to, auc, expectancy, trades]) => ({ from: at(from as string), to: at(to as string), auc: auc as number, expectancy: expectancy as number, trades: trades as number })),
    drift: [['vpin_delta_10', 0.03], ['pullback_imb', 0.06], ['imb_ema_8', 0.02], ['dist_entry_bps', 0.04], ['rv_ratio_5_50', 0.17], ['intensity_ratio_5_50', 0.11]].map(([feature, psi]) => ({ feature: feature as string, psi: psi as number })), gates: [],
  }
}

const SYMBOLS: [string, number, number, number][] = [['BTCUSDT', 1842, 41.2, 0], ['ETHUSDT', 1310, 28.7, 0], ['SOLUSDT', 702, 14.9, 0], ['BNBUSDT', 428, 9.4, 0], ['XRPUSDT', 561, 11.8, 0], ['DOGEUSDT', 497, 10.2, 0], ['LINKUSDT', 188, 4.1, 6], ['AVAXUSDT', 171, 3.8, 8]]

function catalog(): Catalog {
  const months = Array.from({ length: 23 }, (_, k) => `${2024 + Math.floor((10 + k) / 12)}-${String(((10 + k) % 12) + 1).padStart(2, '0')}`)
  return {
    bytes: 124.1e9, months, notes: [{ symbol: 'XRPUSDT', day: '2025-12-11', gaps: 3, trades: 1914 }],
    rows: SYMBOLS.map(([symbol, trades, size, missing]) => ({
      symbol, trades: trades * 1e6, bytes: size * 1e9, part: months.map((_, k) => (k === 22 ? 0.45 : null)),
      cells: months.map((month, k) => (k < missing ? 'missing' : k === 22 ? 'partial' : symbol === 'XRPUSDT' && month === '2025-12' ? 'gaps' : symbol === 'SOLUSDT' && month === '2026-06' ? 'work' : 'verified')),
    })),
  }
}

function days(month: string): DayCell[] {
  const count = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
  return Array.from({ length: count }, (_, k) => ({ day: `${month}-${String(k + 1).padStart(2, '0')}`, state: 'verified', trades: 2_400_000, gaps: 0 }))
}

const SETS: PacketSet[] = ([['BTCUSDT', 1e6, 1204118, 312, '2026-09-02', false], ['BTCUSDT', 2e6, 602061, 157, '2026-09-02', false], ['ETHUSDT', 5e5, 1618402, 418, '2026-09-02', false], ['SOLUSDT', 25e4, 1402880, 362, '2026-08-21', false], ['XRPUSDT', 25e4, 1120344, 289, '2026-08-30', false], ['DOGEUSDT', 25e4, 984201, 254, '2026-08-30', false], ['LINKUSDT', 1e5, 921740, 238, '2026-08-30', false], ['BNBUSDT', 25e4, 640119, 149, '2026-08-03', true], ['AVAXUSDT', 1e5, 802515, 187, '2026-08-03', true]] as const)
  .map(([symbol, bucket, packets, size, built, old], k) => {
    const random = new Random(k + 1)
    return { id: `${symbol}-${bucket}`, symbol, bucket, packets, vpinWindow: old ? 50 : 30, from: at('2026-07-01'), to: at(built), bytes: size * 1e6, built: at(built), perDay: Array.from({ length: 44 }, () => 40 + Math.round(random.next() * 60)) }
  })

const CHANNELS: NotificationChannel[] = [{ name: 'phone', kind: 'telegram', events: ['opened', 'closed', 'halted', 'unprotected'], delivered: 214, dropped: 0, lastFault: null }]

function liveEquity(range: EquityRange): EquityReport {
  const span = range === 'day' ? 14.5 * 36e5 : range === 'week' ? 7 * DAY : 31 * DAY
  const count = range === 'day' ? 290 : 336
  const t = Array.from({ length: count }, (_, k) => DEMO_NOW - span + (span * k) / (count - 1))
  const gain = range === 'day' ? 184.22 : range === 'week' ? 611.4 : 1240.9
  const steps = walk(range.length + 3, count, 0, 9)
  const end = 25412.37
  const equity = steps.map((it, k) => end - gain * (1 - k / (count - 1)) + it - ((steps[count - 1] ?? 0) * k) / (count - 1) - (steps[0] ?? 0) * (1 - k / (count - 1)))
  const realised = equity.map((_, k) => Math.round(((equity[Math.floor(k / 24) * 24] ?? 0) - (equity[0] ?? 0)) * 100) / 100)
  let peak = -Infinity
  const falls = equity.map((it) => (peak = Math.max(peak, it)) - it)
  const [start, done, deepest, now] = [equity[0] ?? 0, realised[count - 1] ?? 0, Math.max(...falls), falls[count - 1] ?? 0]
  const text = (value: number) => value.toFixed(2)
  return {
    range, currency: 'USDT', step: span / count, from: t[0] ?? null, t, equity, realised, start: text(start), moved: '0.00', maxFall: text(deepest), maxFallShare: deepest / peak,
    now: { equity: text(end), change: text(end - start), changeShare: end / start - 1, realised: text(done), open: text(end - start - done), fall: text(now), fallShare: now / peak },
  }
}

function latencyReport(window: LatencyReport['window']): LatencyReport {
  const stages = ['decision', 'send', 'order-ack', 'cancel-ack', 'model', 'page']
  const edges = Array.from({ length: 46 }, (_, k) => Math.round(0.075 * 1.075 ** k * 1000) / 1000)
  return { window, spark: Object.fromEntries(stages.map((it, k) => [it, walk(60 + k, 50, 0, 1).map((v) => v + 10)])), edges, counts: edges.map((_, k) => Math.round(1000 * Math.exp(-(((k - 9) / (k < 9 ? 4.6 : 6.2)) ** 2) / 2) + 190 * Math.exp(-k / 13) + 4)), total: 4_600_000 }
}

const LIVE: LabParameters = { bucket: 2e6, vpinWindow: 30, emaSpan: 8, swing: 5, breakMode: 'close', minRange: 0.004, ttl: 160, oteTop: 0.618, entry: 0.705, oteBottom: 0.79, target: 1, stopBuffer: 0.05, minRr: 1.5, threshold: 0.5, approach: 0.01 }
const LAB = {
  sets: [{ id: 'BTCUSDT-1000000', title: 'BTCUSDT, 25 – 31 Aug 2026', symbol: 'BTCUSDT', bucket: 1e6, vpinWindow: 30, packets: 10482, from: at('2026-08-25'), to: at('2026-08-31') }],
  presets: [{ id: 'live', title: 'config.yaml (live)', symbol: 'BTCUSDT', parameters: LIVE }, { id: 'lab', title: 'lab', symbol: 'BTCUSDT', parameters: { ...LIVE, bucket: 1e6, swing: 8, minRange: 0.006, threshold: 0.55 } }],
}

const MAP: LabMap = { x: [4, 5, 6, 8, 10, 12], y: [0.003, 0.004, 0.006, 0.008], at: [3, 1], values: [[-0.04, 0.03, 0.08, 0.11, 0.06, 0.02], [0.02, 0.09, 0.16, 0.27, 0.19, 0.08], [0.05, 0.16, 0.18, 0.21, 0.14, 0.04], [0.01, 0.06, 0.1, 0.09, 0.04, -0.02]] }

function words(values: (string | null)[]): Words {
  const found = [...new Set(values)]
  return { at: values.map((it) => found.indexOf(it)), words: found }
}

function table(zones: DemoMarket['zones']): ZoneTable {
  const made = {} as Record<string, unknown>
  for (const name of ['id', 'originAt', 'extAt', 'created', 'touchedAt', 'enteredAt', 'endedAt', 'origin', 'ext', 'top', 'entry', 'bottom', 'eq', 'sl'] as const) made[name] = zones.map((it) => it[name])
  for (const name of ['kind', 'state', 'outcome'] as const) made[name] = words(zones.map((it) => it[name]))
  return { ...(made as unknown as ZoneTable), up: zones.map((it) => Number(it.up)), tp1: zones.map((it) => it.tp[0]), tp2: zones.map((it) => it.tp[1]), tp3: zones.map((it) => it.tp[2]) }
}

function recompute(market: DemoMarket, request: LabRequest): LabWire {
  const count = Math.min(3000, market.bars.length)
  const from = market.lastIndex - count + 1
  const zones = market.zones.filter((it) => it.created >= from && Math.abs(it.ext - it.origin) / it.origin >= request.parameters.minRange)
  const shift = (zone: (typeof zones)[number]) => ({ ...zone, top: zone.top + Math.round((zone.top - zone.bottom) * 0.3), bottom: zone.bottom + Math.round((zone.top - zone.bottom) * 0.3) })
  const news = market.struct.filter((it) => it.at >= from)
  const swings = news.filter((it) => it.k === 'swing')
  const breaks = news.filter((it) => it.k !== 'swing')
  const packetsTag = `${market.lastIndex}`
  return {
    packetsTag, ...(request.held === packetsTag ? {} : { packets: market.columns(market.lastIndex, count), overview: market.bars.slice(-count).filter((_, k) => k % 12 === 0).map((it) => it.c) }),
    structure: {
      symbol: 'BTCUSDT', from, to: market.lastIndex, zones: table(zones),
      swings: { i: swings.map((it) => it.i), at: swings.map((it) => it.at), px: swings.map((it) => it.px), hi: swings.map((it) => Number(it.hi)), rep: swings.map((it) => Number(it.rep)), label: words(swings.map((it) => it.label)) },
      breaks: { k: words(breaks.map((it) => it.k)), i: breaks.map((it) => it.i), at: breaks.map((it) => it.at), px: breaks.map((it) => it.px), up: breaks.map((it) => Number(it.up)) },
    },
    priceDecimals: 2, tick: 1, baselineTag: packetsTag,
    baseline: { zones: table(zones.slice(-4, -1).map(shift)), figures: { breaks: 733, zones: 374, touched: 222, kept: 149, targets: 70, hitRate: 0.467, expectancyR: 0.16, profitFactor: 1.46, maxDdR: -6.9 } },
    figures: { breaks: 771, zones: 412, touched: 231, kept: 128, targets: 66, hitRate: 0.516, expectancyR: 0.27, profitFactor: 1.79, maxDdR: -5.1 }, recomputeMs: 31, count: 10482,
  }
}
