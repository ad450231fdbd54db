import type { ExecuteReply, Frame, HelloReply, Live, Order, Parts, Position, PrepareReply, PrepareRequest, Preview, Tick } from '../contract'
import { RestError, type Feed, type FeedEvents } from '../feed'
import type { ReplayState, SteerReply, SteerRequest } from '../replay'
import { DEMO_NOW, DemoMarket, THRESHOLD } from './market'
import { Random } from './random'
import { SPECS } from './specs'
import { CONTRIBUTIONS, decisionsOf, healthOf, startParts } from './state'

/**
 * Frames and answers without a server: the same every time. `still` freezes the clock (pictures), `mode` and `lost` show other states,
 * `packets` is how many each symbol has, `empty` answers like a server with nothing stored.
 */
export interface DemoOptions {
  still: boolean
  live: boolean
  /** A replay: nothing can be commanded but its pace. */
  replay: boolean
  lost: boolean
  empty: boolean
  warm: boolean
  packets: number
}

const partOf = (request: PrepareRequest): number => (request.args?.partPpm ?? 1e6) / 1e6
const part = (qty: string, share: number): string => (Number(qty) * share).toFixed((qty.split('.')[1] ?? '').length)

export class DemoFeed implements Feed {
  private readonly markets: DemoMarket[]
  private readonly random = new Random(99)
  private readonly parts: Parts
  private events: FeedEvents | null = null
  private timer: ReturnType<typeof setInterval> | undefined
  private seq = 1_284_550
  private symbol = 'BTCUSDT'
  private readonly started = Date.now()
  private beat = 0
  private tokens = 0
  private readonly prepared = new Map<string, PrepareRequest>()
  private beatAt = 0
  private paced: ReplayState = { paused: false, speed: 1, step: null, inputs: 0, at: DEMO_NOW, done: false }
  private readonly sell = new Map<string, number>()

  constructor(private readonly options: DemoOptions) {
    this.markets = SPECS.map((spec) => new DemoMarket(spec, Math.min(spec.index + 1, options.packets)))
    this.parts = startParts(this.markets)
    for (const market of this.markets) this.sell.set(market.spec.info.name, market.spec.price)
  }

  private get now(): number {
    return this.options.still ? DEMO_NOW : DEMO_NOW + Date.now() - this.started
  }

  start(events: FeedEvents): void {
    this.events = events
    const hello: HelloReply = {
      proto: 1, build: { version: '0.1.0', commit: '4f2c9e1' }, epoch: 'demo', mode: this.options.replay ? 'replay' : this.options.live ? 'live' : 'paper', now: this.now,
      symbols: SPECS.map((spec) => spec.info), limits: { packets: 5000, tokenMs: 15000, dailyLoss: 0.03, exposure: '10000', positions: 6 }, readOnly: this.options.replay, role: 'trade', venue: 'Binance',
    }
    queueMicrotask(() => {
      events.link(true, null)
      events.hello(hello)
      events.pong(2, this.now - Date.now())
    })
  }

  open(focus: string): void {
    this.symbol = focus
    clearInterval(this.timer)
    queueMicrotask(() => {
      if (this.options.warm) return
      this.send('snap', { ...this.parts, ...this.focused(), setups: this.parts.setups ?? [] })
      if (this.options.lost) {
        setTimeout(() => this.events?.link(false, Date.now() + 3000), 100)
        return
      }
      if (this.options.still) setInterval(() => this.send('beat', {}), 500)
      else this.timer = setInterval(() => this.step(), 50)
    })
  }

  async focus(symbol: string): Promise<void> {
    this.symbol = symbol
    this.send('delta', this.focused())
  }

  retry(): void {
    this.events?.link(false, Date.now() + 3000)
  }

  stop(): void {
    clearInterval(this.timer)
  }

  async prepare(request: PrepareRequest): Promise<PrepareReply> {
    const token = `t${++this.tokens}`
    this.prepared.set(token, request)
    return { ok: true, token, expires: Date.now() + 15000, preview: this.preview(request) }
  }

  async execute(token: string, commandId: string): Promise<ExecuteReply> {
    const request = this.prepared.get(token)
    if (!request) return { result: 'expired', code: 'token-expired', p: {} }
    this.prepared.delete(token)
    const base = { id: commandId, kind: request.kind, by: 'terminal' as const, n: request.symbol ?? null, code: null, p: {} }
    setTimeout(() => this.send('delta', { cmds: [{ ...base, state: 'sent', t: this.now }] }), 60)
    setTimeout(() => this.send('delta', { ...this.effect(request), cmds: [{ ...base, state: 'done', t: this.now }] }), 700)
    return { result: 'accepted', code: null, p: {} }
  }

  watchReplay(next: (state: ReplayState) => void): () => void {
    if (!this.options.replay) return () => undefined
    let told: ReplayState | null = null
    const timer = setInterval(() => {
      if (this.paced !== told) next((told = this.paced))
    }, 100)
    return () => clearInterval(timer)
  }

  async steer(request: SteerRequest): Promise<SteerReply> {
    if (request.act === 'step') this.paced = { ...this.paced, paused: true, step: request.unit ?? 'input' }
    else if (request.act === 'speed') this.paced = { ...this.paced, speed: request.speed ?? null }
    else this.paced = { ...this.paced, paused: request.act === 'pause', step: null }
    return { code: null, state: this.paced }
  }

  async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    const [resource = '', query = ''] = path.split('?')
    const args = new URLSearchParams(query)
    const market = this.markets.find((it) => it.spec.info.name === args.get('symbol'))
    if (resource === 'packets' && market) {
      const to = Math.min(Number(args.get('to') ?? market.lastIndex), market.lastIndex)
      return market.columns(to, Number(args.get('count') ?? 3000)) as T
    }
    if (resource === 'structure' && market) {
      const from = Number(args.get('from'))
      const to = Number(args.get('to'))
      const inside = (at: number) => at >= from && at <= to
      return { symbol: market.spec.info.name, from, to, struct: market.struct.filter((it) => inside(it.at)), zones: market.zones.filter((it) => inside(it.created)) } as T
    }
    if (this.options.empty) throw new RestError(404, 'not-found', 'not found')
    const pages = await import('./pages')
    return pages.answer(this.markets, method, resource, args, body) as T
  }

  private focused(): Parts {
    const market = this.market()
    const warm = market.spec.info.name === 'AVAXUSDT'
    return {
      focus: { symbol: this.symbol, last: market.lastIndex, first: market.first },
      setups: this.parts.setups?.filter((it) => it.n === this.symbol) ?? [], live: this.forming(), struct: warm ? [] : market.struct.slice(-400), decisions: decisionsOf(this.markets),
      zones: warm ? [] : [...market.zones, ...this.markets.filter((it) => it !== market).flatMap((it) => it.zones.slice(-1).filter((zone) => zone.outcome === null))],
    }
  }

  private market(): DemoMarket {
    return this.markets.find((it) => it.spec.info.name === this.symbol) as DemoMarket
  }

  private forming(): Live {
    const market = this.market()
    const tick = this.parts.ticks?.find((it) => it.n === this.symbol) as Tick
    const fill = tick.f
    const c = market.px(this.sell.get(this.symbol) as number)
    const o = market.px(market.last.c)
    const usd = fill * market.spec.info.bucket
    return { n: this.symbol, i: market.lastIndex + 1, t0: this.now - 24000, t: this.now, o, h: Math.max(o, c), l: Math.min(o, c), c, usd, buy: usd * 0.54, k: Math.round(261 * (fill / 0.63)), imb: 0.08 }
  }

  /** One twentieth of a second of market. */
  private step(): void {
    if (this.options.replay) {
      if (this.paced.paused && this.paced.step === null) {
        // Nothing happens, but the server is there.
        if (Date.now() - this.beatAt >= 500) {
          this.beatAt = Date.now()
          this.send('beat', {})
        }
        return
      }
      this.paced = { ...this.paced, inputs: this.paced.inputs + 1, at: this.now, step: this.paced.step === 'input' ? null : this.paced.step }
    }
    this.beat++
    const { random } = this
    const parts: Parts = { ticks: [] }
    this.parts.ticks = (this.parts.ticks ?? []).map((tick, k) => {
      const market = this.markets[k] as DemoMarket
      const mean = market.spec.price
      const old = this.sell.get(tick.n) as number
      const price = old + (mean - old) * 0.004 + random.normal() * mean * 0.00003
      this.sell.set(tick.n, price)
      let f = tick.f + random.next() * 0.004
      if (f >= 1) {
        f = 0
        ;(parts.packets ??= []).push(market.append(price, this.now, random))
        ;(parts.journal ??= []).push({ id: 1000 + this.beat * 10 + k, t: this.now, kind: 'packet', lvl: 'info', n: tick.n, code: 'packet-closed', p: { i: market.lastIndex, c: market.px(price), imb: Math.round(market.last.imb * 100) / 100, vpin: market.last.vpin, k: market.last.k } })
      }
      const l = market.px(price)
      const next = { ...tick, l, b: l - 1, a: l, f, t: this.now }
      parts.ticks?.push(next)
      return next
    })
    parts.live = this.forming()
    if (this.beat % 50 === 0) this.judge(parts)
    if (this.beat % 20 === 0) parts.health = healthOf(this.now)
    if (this.paced.step !== null && parts.packets?.some((it) => it.n === this.symbol)) this.paced = { ...this.paced, step: null }
    this.send('delta', parts)
  }

  private judge(parts: Parts): void {
    const market = this.markets[0] as DemoMarket
    const p = Math.round((0.61 + this.random.normal() * 0.012) * 100) / 100
    const setup = this.parts.setups?.[0]
    if (!setup || setup.done) return
    const next = { ...setup, p, v: setup.v + 1 }
    this.parts.setups = (this.parts.setups ?? []).map((it, k) => (k === 0 ? next : it))
    parts.setups = [next]
    parts.decisions = [{ n: 'BTCUSDT', zone: 257, setup: 257, t: this.now, packet: market.lastIndex, px: market.px(this.sell.get('BTCUSDT') as number), p, thr: THRESHOLD, act: 'keep', near: true, streak: this.beat, model: 'btc-ote-v7', ms: 0.19, lag: 40, top: CONTRIBUTIONS }]
    ;(parts.journal ??= []).push({ id: 1005 + this.beat * 10, t: this.now, kind: 'decision', lvl: 'info', n: 'BTCUSDT', code: 'judged', p: { zone: 257, packet: market.lastIndex, p, thr: THRESHOLD, act: 'keep', dist: 0.0043 } })
  }

  private chosen(request: PrepareRequest): { orders: Order[]; positions: Position[] } {
    const orders = this.parts.orders ?? []
    const positions = this.parts.positions ?? []
    const mine = <T extends { n: string }>(list: T[]) => (request.symbol ? list.filter((it) => it.n === request.symbol) : list)
    switch (request.kind) {
      case 'cancel-order': return { orders: orders.filter((it) => it.id === request.orderId), positions: [] }
      case 'cancel-all': return { orders: mine(orders), positions: [] }
      case 'close-position': return { orders: mine(orders).filter((it) => it.oco), positions: mine(positions) }
      case 'pause': return { orders: request.args?.keepEntries ? [] : mine(orders).filter((it) => it.role === 'entry'), positions: [] }
      case 'kill': return { orders: orders.filter((it) => it.role === 'entry' || request.args?.flatten), positions: request.args?.flatten ? positions : [] }
      default: return { orders: [], positions: [] }
    }
  }

  private preview(request: PrepareRequest): Preview {
    const { orders, positions } = this.chosen(request)
    const share = partOf(request)
    const sells = positions.map((it) => {
      const value = Number(it.qty) * share * (this.sell.get(it.n) as number)
      return { n: it.n, setup: it.setup, qty: part(it.qty, share), value: value.toFixed(2), pnl: (Number(it.pnl) * share).toFixed(2), fee: (value * 0.001).toFixed(2) }
    })
    const sum = (pick: (it: (typeof sells)[number]) => string) => sells.reduce((all, it) => all + Number(pick(it)), 0).toFixed(2)
    return {
      kind: request.kind, cancels: orders.map(({ id, n, side, role, price, qty }) => ({ id, n, side, role, price, qty })), protective: orders.filter((it) => it.role === 'tp' || it.role === 'sl').length,
      sells, value: sum((it) => it.value), pnl: sum((it) => it.pnl), fee: sum((it) => it.fee), symbols: request.symbol ? 1 : this.markets.length,
      change: request.kind === 'apply-threshold' ? { from: '0.55', to: String(request.args?.threshold) } : null,
    }
  }

  private effect(request: PrepareRequest): Parts {
    const { orders, positions } = this.chosen(request)
    const share = partOf(request)
    if (share < 1) {
      const change = <T extends { qty: string; v: number }>(list: T[]) => list.map((it) => ({ ...it, qty: part(it.qty, 1 - share), v: it.v + 1 }))
      const [less, smaller] = [change(orders), change(positions)]
      this.parts.orders = (this.parts.orders ?? []).map((it) => less.find((one) => one.id === it.id) ?? it)
      this.parts.positions = (this.parts.positions ?? []).map((it) => smaller.find((one) => one.n === it.n && one.setup === it.setup) ?? it)
      return { orders: less, positions: smaller }
    }
    const gone = orders.map((it) => ({ ...it, status: 'cancelled' as const, v: it.v + 1 }))
    const closed = positions.map((it) => ({ ...it, closed: true, v: it.v + 1 }))
    const ids = new Set(gone.map((it) => it.id))
    this.parts.orders = (this.parts.orders ?? []).filter((it) => !ids.has(it.id))
    this.parts.positions = (this.parts.positions ?? []).filter((it) => !positions.includes(it))
    const parts: Parts = { orders: gone, positions: closed }
    if (request.kind === 'pause' || request.kind === 'kill')
      parts.locks = this.parts.locks = [{ n: request.symbol ?? null, locks: [request.kind === 'kill' ? 'killed' : 'paused'], since: this.now, code: null, p: {} }]
    if (request.kind === 'resume') parts.locks = this.parts.locks = []
    return parts
  }

  private send(k: Frame['k'], parts: Parts): void {
    this.events?.frame({ e: 'demo', s: ++this.seq, t: this.now, k, ...parts })
  }
}
