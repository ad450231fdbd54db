import type { BreakNews, PacketColumns, PacketNews, StructureNews, SwingNews, SymbolInfo, Would, Zone, ZoneOutcome } from '../contract'
import { Random } from './random'

/** What a demo symbol looks like. */
export interface DemoSpec {
  info: SymbolInfo
  /** Last packet's index and price. */
  index: number
  price: number
  /** Day change, state, its number, and fill of the forming packet. */
  day: number
  seed: number
  /** Mean duration of a packet, ms. */
  pace: number
  /** Height of a leg as a share of the price. */
  swing: number
  /** Turning points of the last packets: [packets before the last, price]. */
  ends: [number, number][]
  /** Number of the newest long zone. */
  zone: number
  /** Probability at which the last zone ends. */
  p: number
}

export interface DemoBar {
  o: number; h: number; l: number; c: number
  t0: number; t: number
  usd: number; buy: number; k: number
  imb: number; vpin: number; rv: number; er: number; cd: number
  p: number | null; thr: number | null; near: boolean
}

export const DEMO_NOW = Date.UTC(2026, 8, 14, 14, 32, 7, 412)
export const THRESHOLD = 0.55

/** One symbol's invented tape: packets, swings, breaks and zones with what became of them. */
export class DemoMarket {
  readonly bars: DemoBar[] = []
  readonly first: number
  readonly struct: StructureNews[] = []
  readonly zones: Zone[] = []
  private readonly random: Random
  private readonly unit: number

  constructor(readonly spec: DemoSpec, readonly length: number) {
    this.random = new Random(spec.seed)
    this.unit = 10 ** spec.info.priceDecimals
    this.first = spec.index - length + 1
    const turns = this.turns()
    this.walk(turns)
    this.time()
    this.flow()
    this.detect(turns)
  }

  get last(): DemoBar {
    return this.bars[this.bars.length - 1] as DemoBar
  }

  get lastIndex(): number {
    return this.first + this.bars.length - 1
  }

  px(price: number): number {
    return Math.round(price * this.unit)
  }

  /** Turning points as [bar, price], oldest first, the given ends last. */
  private turns(): [number, number][] {
    const { ends, swing } = this.spec
    const turns: [number, number][] = ends.map(([back, price]) => [this.length - 1 - back, price])
    let [bar, price] = turns[0] as [number, number]
    let up = (turns[1]?.[1] ?? price) < price
    const drift = this.random
    while (bar > 0) {
      const legs = Math.round(drift.between(12, 46))
      const size = price * swing * drift.between(0.45, 1.35) * (0.6 + legs / 60)
      const pull = (this.spec.price - price) / this.spec.price
      bar = Math.max(0, bar - legs)
      price = up ? price - size * (1 + pull * -6) : price + size * (1 + pull * 6)
      turns.unshift([bar, price])
      up = !up
    }
    return turns
  }

  private walk(turns: [number, number][]): void {
    const { random } = this
    const tick = 1 / this.unit
    let close = (turns[0] as [number, number])[1]
    for (let leg = 0; leg + 1 < turns.length; leg++) {
      const [from, low] = turns[leg] as [number, number]
      const [to, high] = turns[leg + 1] as [number, number]
      const count = to - from
      const size = high - low
      const noise = Math.abs(size) / Math.sqrt(Math.max(count, 1)) / 3.2 + this.spec.price * 0.00012
      let wander = 0
      for (let step = leg === 0 ? 0 : 1; step <= count; step++) {
        const done = count === 0 ? 1 : step / count
        wander = wander * 0.86 + random.normal() * noise
        const ease = done + Math.sin(done * Math.PI * 2) * 0.02
        const bridge = wander * Math.min(1, 4 * (1 - done)) * Math.min(1, 6 * done)
        const open = close
        close = step === count ? high : low + size * ease + bridge
        const lo = Math.min(low, high)
        const hi = Math.max(low, high)
        close = Math.min(hi, Math.max(lo, close))
        if (step === count && leg + 2 < turns.length) close = high - Math.sign(size) * noise * 0.5
        let h = Math.min(hi, Math.max(open, close) + Math.abs(random.normal()) * noise * 0.55)
        let l = Math.max(lo, Math.min(open, close) - Math.abs(random.normal()) * noise * 0.55)
        h = Math.max(h, open, close)
        l = Math.min(l, open, close)
        if (step === count && leg + 2 < turns.length) {
          if (size > 0) h = Math.max(high, h)
          else l = Math.min(high, l)
        }
        const round = (value: number) => Math.round(value / tick) * tick
        this.bars.push({
          o: round(open), h: round(h), l: round(l), c: round(close), t0: 0, t: 0, usd: 0, buy: 0, k: 0,
          imb: 0, vpin: 0, rv: 0, er: 0, cd: 0, p: null, thr: null, near: false,
        })
        if (leg === 0 && step === 0) continue
      }
    }
    while (this.bars.length > this.length) this.bars.shift()
    this.last.c = this.spec.price
    this.last.l = Math.min(this.last.l, this.last.c)
    this.last.h = Math.max(this.last.h, this.last.c)
  }

  private time(): void {
    let at = DEMO_NOW
    for (let place = this.bars.length - 1; place >= 0; place--) {
      const bar = this.bars[place] as DemoBar
      const wait = Math.max(900, Math.round(-Math.log(1 - this.random.next() * 0.985) * this.spec.pace * (0.75 + 0.5 * Math.sin(place / 37) ** 2)))
      bar.t = at
      bar.t0 = at - wait + 120
      at -= wait
    }
  }

  private flow(): void {
    const { random } = this
    let trend = 0
    let cd = 0
    const window: number[] = []
    let sum = 0
    for (const bar of this.bars) {
      const move = (bar.c - bar.o) / bar.o
      trend = trend * 0.72 + random.normal() * 0.11 + Math.sign(move) * 0.03
      const imb = Math.max(-0.92, Math.min(0.92, trend + move * 60 + random.normal() * 0.04))
      bar.usd = Math.round(this.spec.info.bucket * (1 + random.next() * 0.012))
      bar.buy = Math.round(bar.usd * (0.5 + imb / 2))
      bar.imb = Math.round(imb * 1000) / 1000
      cd += 2 * bar.buy - bar.usd
      bar.cd = cd
      window.push(Math.abs(imb))
      sum += Math.abs(imb)
      if (window.length > this.spec.info.vpinWindow) sum -= window.shift() as number
      bar.vpin = Math.min(0.95, Math.round((0.12 + (sum / window.length) * 1.15) * 1000) / 1000)
      bar.k = Math.round(120 + random.next() * 190)
      bar.rv = (3 + random.next() * 5) / 10000
      bar.er = Math.min(0.98, Math.round((0.1 + Math.abs(move) * 220 + random.next() * 0.3) * 100) / 100)
    }
  }

  /** A small causal detector over the turning points: enough for a demo, no substitute for the engine's. */
  private detect(turns: [number, number][]): void {
    const { name } = this.spec.info
    const confirm = 4
    const tops: [number, number][] = []
    const lows: [number, number][] = []
    let trend = 0
    let steps = 0
    let origin: [number, number] | undefined
    let leg = 1
    let openHigh: [number, number] | null = null
    let openLow: [number, number] | null = null
    const made: Zone[] = []
    for (let place = 0; place < this.bars.length; place++) {
      while (leg < turns.length - 1 && (turns[leg] as [number, number])[0] + confirm <= place) {
        const [bar, price] = turns[leg] as [number, number]
        const before = (turns[leg - 1] as [number, number])[1]
        const after = (turns[leg + 1] as [number, number])[1]
        const isHigh = price > before
        if (isHigh === after > price || Math.min(Math.abs(price - before), Math.abs(price - after)) < price * 0.0012) {
          leg++
          continue
        }
        const past = (isHigh ? tops : lows).at(-1)?.[1]
        const label = past === undefined ? '' : isHigh ? (price > past ? 'HH' : 'LH') : price < past ? 'LL' : 'HL'
        const swing: SwingNews = { k: 'swing', n: name, i: this.first + bar, at: this.first + place, px: this.px(price), hi: isHigh, label, rep: false }
        this.struct.push(swing)
        if (isHigh) {
          tops.push([bar, price])
          openHigh = [bar, price]
        } else {
          lows.push([bar, price])
          openLow = [bar, price]
        }
        leg++
      }
      const bar = this.bars[place] as DemoBar
      if (openHigh && bar.c > openHigh[1]) {
        this.addBreak(true, trend, openHigh, place)
        const wasTrend = trend
        trend = 1
        openHigh = null
        const extreme = turns.find(([at], k) => at >= place && k > 0 && (turns[k] as [number, number])[1] > (turns[k - 1] as [number, number])[1])
        if (wasTrend !== 1 || ++steps > 2) {
          origin = [...turns].reverse().find(([at], back) => at < place && this.isLow(turns, turns.length - 1 - back))
          steps = 0
        }
        if (extreme && origin && (extreme[1] - origin[1]) / origin[1] > 0.009) made.push(this.zone(origin, extreme))
      } else if (openLow && bar.c < openLow[1]) {
        this.addBreak(false, trend, openLow, place)
        trend = -1
        openLow = null
      }
    }
    this.live(made)
  }

  private isLow(turns: [number, number][], k: number): boolean {
    const before = turns[k - 1]?.[1] ?? Infinity
    return (turns[k] as [number, number])[1] < before && k < turns.length - 1
  }

  private addBreak(up: boolean, trend: number, level: [number, number], place: number): void {
    const news: BreakNews = {
      k: trend === (up ? 1 : -1) ? 'bos' : 'choch', n: this.spec.info.name, up,
      i: this.first + level[0], px: this.px(level[1]), at: this.first + place, rejected: null,
    }
    this.struct.push(news)
  }

  private zone(origin: [number, number], extreme: [number, number]): Zone {
    const height = extreme[1] - origin[1]
    const at = (share: number) => this.px(extreme[1] - share * height)
    return {
      n: this.spec.info.name, id: 0, v: 1, up: true, kind: 'bos', state: 'pending',
      originAt: this.first + origin[0], extAt: this.first + extreme[0], created: this.first + Math.max(0, extreme[0] - 3),
      touchedAt: -1, enteredAt: -1, endedAt: -1,
      origin: this.px(origin[1]), ext: this.px(extreme[1]),
      top: at(0.618), entry: at(0.705), bottom: at(0.79), eq: at(0.5), sl: at(1.05),
      tp: [this.px(extreme[1]), this.px(extreme[1] + 0.27 * height), this.px(extreme[1] + 0.62 * height)],
      outcome: null, skip: null, setup: null, checks: null, trade: null, would: null,
    }
  }

  /** Walks each zone to its end, judging on the way. */
  private live(made: Zone[]): void {
    const unique = made.filter((zone, k) => made[k + 1]?.extAt !== zone.extAt)
    unique.forEach((zone, k) => {
      zone.id = this.spec.zone - (unique.length - 1 - k)
      zone.setup = zone.id
      this.judge(zone, unique[k + 1], k === unique.length - 1)
      this.zones.push(zone)
    })
  }

  private judge(zone: Zone, next: Zone | undefined, newest: boolean): void {
    const { random } = this
    let p = 0.6 + random.normal() * 0.03
    const doomed = !newest && random.next() < 0.3
    let sum = 0
    for (let place = zone.created - this.first; place < this.bars.length; place++) {
      const bar = this.bars[place] as DemoBar
      const index = this.first + place
      if (zone.trade) {
        const { entry, sl, tp } = zone
        const low = this.px(bar.l)
        const high = this.px(bar.h)
        if (low <= sl || high >= tp[0]) {
          const won = low > sl
          zone.trade.outAt = index
          zone.trade.outPx = won ? tp[0] : sl
          zone.trade.r = won ? Math.round(((tp[0] - entry) / (entry - sl)) * 100) / 100 : -1
          this.close(zone, won ? 'target' : 'stop', index)
          return
        }
        continue
      }
      const far = (bar.c - zone.entry / this.unit) / bar.c
      const near = far < 0.0068
      const aim = newest ? this.spec.p : near ? (doomed ? 0.42 : 0.63) : 0.6
      p += (aim - p) * (near ? 0.3 : 0.06) + random.normal() * 0.024
      if (newest && place > this.bars.length - 6) p = this.spec.p + random.normal() * 0.006
      if (newest && near) p = Math.max(0.57, p)
      p = Math.max(0.2, Math.min(0.86, p))
      bar.p = Math.round(p * 1000) / 1000
      bar.thr = THRESHOLD
      bar.near = near
      sum += p
      const checks = zone.checks
      if (!checks || (near && p < checks.min)) zone.checks = { count: (checks?.count ?? 0) + 1, min: bar.p, mean: 0, last: bar.p, minAt: index, minTime: bar.t }
      else checks.count++
      if (zone.checks) {
        zone.checks.last = bar.p
        zone.checks.mean = Math.round((sum / (place - (zone.created - this.first) + 1)) * 100) / 100
      }
      if (place - (zone.created - this.first) < 4) continue
      if (near && bar.p < 0.5 && !newest) return this.close(zone, 'model', index)
      if (this.px(bar.l) <= zone.entry) {
        zone.enteredAt = index
        zone.state = 'entered'
        zone.trade = { inAt: index, inPx: zone.entry, outAt: -1, outPx: 0, r: null }
        continue
      }
      if (next && index >= next.created) return this.close(zone, 'superseded', index)
      if (index - zone.created > 160) return this.close(zone, 'expired', index)
    }
    if (newest && zone.checks) zone.checks.last = this.spec.p
    if (newest && !zone.trade) this.last.p = this.spec.p
  }

  private close(zone: Zone, outcome: ZoneOutcome, index: number): void {
    zone.outcome = outcome
    zone.endedAt = index
    if (outcome === 'model') zone.would = this.would(zone, index)
    zone.state = outcome === 'target' ? 'completed' : outcome === 'stop' ? 'invalidated' : outcome === 'model' ? 'cancelled' : outcome === 'superseded' ? 'superseded' : 'expired'
  }

  /** What the packets after a cancel would have made of the order. */
  private would(zone: Zone, from: number): Would {
    const made: Would = { s: 'open', inAt: -1, inPx: zone.entry, outAt: -1, outPx: 0, r: null, net: null }
    for (let place = from - this.first + 1; place < this.bars.length; place++) {
      const bar = this.bars[place] as DemoBar
      const [low, high] = [this.px(bar.l), this.px(bar.h)]
      if (made.inAt < 0) {
        if (this.first + place - zone.created > 160) return { ...made, s: 'missed', r: 0, net: '0' }
        if (low <= zone.entry) made.inAt = this.first + place
      } else if (low <= zone.sl || high >= zone.tp[0]) {
        const won = low > zone.sl
        const r = won ? Math.round(((zone.tp[0] - zone.entry) / (zone.entry - zone.sl)) * 100) / 100 : -1
        return { ...made, s: won ? 'won' : 'lost', outAt: this.first + place, outPx: won ? zone.tp[0] : zone.sl, r, net: (r * 17.74).toFixed(2) }
      }
    }
    return made
  }

  /** The block of packets [to - count + 1, to] as the server sends it. */
  columns(to: number, count: number): PacketColumns {
    const from = Math.max(this.first, to - count + 1)
    const block: PacketColumns = {
      symbol: this.spec.info.name, epoch: 'demo', from, first: this.first, last: this.lastIndex, count: Math.max(0, to - from + 1),
      o: [], h: [], l: [], c: [], t: [], dur: [], usd: [], buy: [], k: [], imb: [], vpin: [], rv: [], er: [], p: [], thr: [], near: [], cd: [], seg: [], fl: [],
    }
    let close = 0
    let when = 0
    for (let place = from - this.first; place <= to - this.first; place++) {
      const bar = this.bars[place] as DemoBar
      const [o, h, l, c] = [this.px(bar.o), this.px(bar.h), this.px(bar.l), this.px(bar.c)]
      const k = place - (from - this.first)
      block.o.push(o - (k === 0 ? c : close))
      block.c.push(c - close)
      block.h.push(h - Math.max(o, c))
      block.l.push(Math.min(o, c) - l)
      block.t.push(bar.t - when)
      block.dur.push(bar.t - bar.t0)
      block.usd.push(bar.usd)
      block.buy.push(bar.buy)
      block.k.push(bar.k)
      block.imb.push(Math.round(bar.imb * 1000))
      block.vpin.push(place < this.spec.info.vpinWindow ? -1 : Math.round(bar.vpin * 1000))
      block.rv.push(Math.round(bar.rv * 1e6))
      block.er.push(Math.round(bar.er * 1000))
      block.p.push(bar.p === null ? -1 : Math.round(bar.p * 1000))
      block.thr.push(bar.thr === null ? -1 : Math.round(bar.thr * 1000))
      block.near.push(bar.near ? 1 : 0)
      block.cd.push(bar.cd)
      block.seg.push(0)
      block.fl.push(0)
      close = c
      when = bar.t
    }
    return block
  }

  /** Closes a packet at a price and appends it. */
  append(close: number, now: number, random: Random): PacketNews {
    const before = this.last
    const imb = Math.max(-0.9, Math.min(0.9, before.imb * 0.6 + random.normal() * 0.2))
    const usd = this.spec.info.bucket
    const buy = Math.round(usd * (0.5 + imb / 2))
    const high = Math.max(before.c, close) * (1 + random.next() * 0.0001)
    const low = Math.min(before.c, close) * (1 - random.next() * 0.0001)
    const bar: DemoBar = {
      o: before.c, h: high, l: low, c: close, t0: before.t + 100, t: now, usd, buy, k: Math.round(150 + random.next() * 150), imb,
      vpin: Math.max(0.1, Math.min(0.7, before.vpin + random.normal() * 0.012)), rv: 0.0006, er: 0.3, cd: before.cd + 2 * buy - usd,
      p: before.p === null ? null : Math.max(0.56, Math.min(0.7, before.p + random.normal() * 0.01)), thr: before.thr, near: before.near,
    }
    this.bars.push(bar)
    return {
      n: this.spec.info.name, i: this.lastIndex, t: now, c: this.px(close), imb, vpin: bar.vpin, p: bar.p,
      full: { o: this.px(bar.o), h: this.px(high), l: this.px(low), t0: bar.t0, usd, buy, k: bar.k, cd: bar.cd, rv: bar.rv, er: bar.er, seg: 0, fl: 0, id: this.lastIndex * 300 },
    }
  }
}
