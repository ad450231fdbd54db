import type { BreakNews, Decision, Live, PacketNews, Setup, StructureNews, SwingNews, SymbolInfo, Tick, Zone } from './contract'
import { lowerBound } from '../chart/labels'
import { PacketStore, quantile } from './packets'

/** Packets that the quantile of the alarm is taken over. */
const ALARM_PACKETS = 3000

/** What the chart is told; it draws by itself, outside of the page's reactivity. */
export type MarketEvent = { k: 'block'; added: number } | { k: 'packet'; index: number } | { k: 'live' } | { k: 'judged'; index: number } | { k: 'overlay' } | { k: 'reset' }

/** One symbol as the page knows it. Packets are in typed arrays; only small things are reactive. */
export class Market {
  readonly packets = new PacketStore()
  tick = $state.raw<Tick | null>(null)
  live = $state.raw<Live | null>(null)
  zones = $state.raw<readonly Zone[]>([])
  /** Setups that are not over, and the newest of those that are; by number. */
  setups = $state.raw<readonly Setup[]>([])
  /** Number of the setup that a person chose among several; it falls back to the newest when that one is over. */
  chosen = $state<number | null>(null)
  /** Judgements by zone, oldest first. */
  decisions = $state.raw<ReadonlyMap<number, readonly Decision[]>>(new Map())
  swings: SwingNews[] = []
  breaks: BreakNews[] = []
  /** Grows when swings or breaks changed. */
  structure = $state(0)
  /** Grows when a packet closed or a block came. */
  closed = $state(0)
  history = $state<'none' | 'loading' | 'ready' | 'failed'>('none')
  private alarm: { key: string; value: number | null } = { key: '', value: null }
  private readonly listeners = new Set<(event: MarketEvent) => void>()

  constructor(readonly info: SymbolInfo) {}

  listen(listener: (event: MarketEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(event: MarketEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  /** A snapshot begins: what it carries whole is forgotten first. */
  reset(focused: boolean, epochChanged: boolean): void {
    if (epochChanged) {
      this.packets.clear()
      this.history = 'none'
      this.zones = []
      this.chosen = null
      this.decisions = new Map()
    }
    // It carries what is open, and of the focus the last one: one that it does not name is over.
    this.setups = []
    if (focused) {
      this.swings = []
      this.breaks = []
    }
    this.tell(epochChanged ? { k: 'reset' } : { k: 'overlay' })
  }

  takePacket(news: PacketNews): boolean {
    const fits = this.packets.put(news)
    if (news.full) {
      this.closed++
      this.tell({ k: 'packet', index: news.i })
    }
    return fits
  }

  takeLive(live: Live): void {
    this.live = live
    this.tell({ k: 'live' })
  }

  takeStructure(news: readonly StructureNews[]): void {
    for (const it of news) {
      if (it.k === 'swing') insert(this.swings, it, (at) => at.i, (a, b) => a.hi === b.hi)
      else insert(this.breaks, it, (at) => at.at, (a, b) => a.i === b.i && a.up === b.up)
    }
    this.structure++
    this.tell({ k: 'overlay' })
  }

  takeZones(news: readonly Zone[]): void {
    const byId = new Map(this.zones.map((it) => [it.id, it]))
    for (const zone of news) {
      const known = byId.get(zone.id)
      if (!known || zone.v >= known.v) byId.set(zone.id, zone)
    }
    this.zones = [...byId.values()].sort((a, b) => a.created - b.created)
    this.tell({ k: 'overlay' })
  }

  takeSetup(setup: Setup): void {
    const known = this.setups.find((it) => it.no === setup.no)
    const newest = this.setups[this.setups.length - 1]
    if (known ? setup.v < known.v : setup.done && newest !== undefined && newest.no > setup.no) return
    const all = [...this.setups.filter((it) => it.no !== setup.no), setup].sort((a, b) => a.no - b.no)
    this.setups = all.filter((it, k) => !it.done || k === all.length - 1)
    this.tell({ k: 'overlay' })
  }

  /** The setup in view: the chosen one, else the newest that is traded, else the newest that is not over, else the last one. */
  get setup(): Setup | null {
    const open = this.setups.filter((it) => !it.done)
    const traded = open.filter((it) => it.skip === null)
    return open.find((it) => it.no === this.chosen) ?? traded[traded.length - 1] ?? open[open.length - 1] ?? this.setups[this.setups.length - 1] ?? null
  }

  /** Setups between which a person may choose: those that are traded, and the one in view. */
  get choices(): readonly Setup[] {
    const { setup } = this
    return this.setups.filter((it) => !it.done && (it.skip === null || it.no === setup?.no))
  }

  /** Brings another setup of the symbol into view. */
  choose(no: number): void {
    this.chosen = no
    this.tell({ k: 'overlay' })
  }

  takeDecisions(news: readonly Decision[]): void {
    const next = new Map(this.decisions)
    for (const it of news) {
      const list = next.get(it.zone) ?? []
      if (list.length > 0 && (list[list.length - 1] as Decision).t >= it.t) continue
      next.set(it.zone, [...list.slice(-399), it])
      this.packets.judge(it.packet, it.p, it.thr, it.near)
    }
    this.decisions = next
    const last = news[news.length - 1]
    if (last) this.tell({ k: 'judged', index: last.packet })
  }

  /** The zone in force: that of the setup in view while it lives, else the newest long one that lives. */
  get active(): Zone | null {
    const { setup } = this
    const own = setup && !setup.done ? this.zones.find((it) => it.id === setup.zone) : undefined
    if (own && own.up && own.outcome === null) return own
    for (let k = this.zones.length - 1; k >= 0; k--) {
      const zone = this.zones[k] as Zone
      if (zone.up && zone.outcome === null) return zone
    }
    return null
  }

  /** VPIN from which the page draws alarm: the configured level, else the quantile of the newest packets; null: none, or too few packets for one. */
  get vpinAlarm(): number | null {
    const { vpinAlarm, vpinQuantile } = this.info
    if (vpinAlarm !== null || vpinQuantile == null) return vpinAlarm
    void this.closed
    const from = Math.max(this.packets.from, this.packets.end - ALARM_PACKETS)
    // A line that moves with each packet would be read as news: it is drawn anew every twenty.
    const key = `${from - this.packets.from < 1 ? this.packets.from : ''}/${Math.floor(this.packets.end / 20)}`
    if (key !== this.alarm.key) this.alarm = { key, value: quantile(Array.from({ length: this.packets.end - from }, (_, k) => this.packets.at('vpin', from + k)), vpinQuantile, 100) }
    return this.alarm.value
  }

  lastSwing(high: boolean): SwingNews | null {
    for (let k = this.swings.length - 1; k >= 0; k--) if ((this.swings[k] as SwingNews).hi === high) return this.swings[k] as SwingNews
    return null
  }
}

function insert<T>(list: T[], item: T, key: (item: T) => number, same: (a: T, b: T) => boolean): void {
  let at = lowerBound(list, key(item), key)
  for (let k = at; k < list.length && key(list[k] as T) === key(item); k++) {
    if (same(list[k] as T, item)) {
      list[k] = item
      return
    }
    at = k + 1
  }
  list.splice(at, 0, item)
}
