import type { PacketColumns } from './rest'
import type { PacketNews } from './contract'

/** The fields of a packet by column. Prices are `Px` integers, times ms, unknown is NaN. */
export const COLUMNS = ['o', 'h', 'l', 'c', 't', 't0', 'usd', 'buy', 'k', 'imb', 'vpin', 'rv', 'er', 'p', 'thr', 'near', 'cd', 'seg', 'fl'] as const
export type Column = (typeof COLUMNS)[number]
type Columns = Record<Column, Float64Array>

function columns(capacity: number): Columns {
  const made = {} as Columns
  for (const name of COLUMNS) made[name] = new Float64Array(capacity)
  return made
}

/** Closed packets of one symbol by absolute index, in typed arrays: no object per packet, nothing reactive. */
export class PacketStore {
  /** Absolute index of the oldest packet held. */
  from = 0
  count = 0
  /** Oldest index that the server has. */
  first = 0
  epoch = ''
  private data: Columns = columns(4096)
  private head = 0
  private readonly early = new Map<number, PacketNews>()

  /** Absolute index after the newest. */
  get end(): number {
    return this.from + this.count
  }

  /** Value of a column at an absolute index; NaN outside. */
  at(name: Column, index: number): number {
    const place = index - this.from
    return place < 0 || place >= this.count ? NaN : (this.data[name][this.head + place] as number)
  }

  /** The column's values in order, without a copy; valid until the next change. */
  view(name: Column): Float64Array {
    return this.data[name].subarray(this.head, this.head + this.count)
  }

  clear(): void {
    this.from = this.count = this.head = this.first = 0
    this.early.clear()
  }

  /** Takes a block from the server: the first one, one that comes before, or one that overlaps or follows the end. Returns how many were added in front. */
  load(block: PacketColumns): number {
    this.first = block.first
    if (this.epoch !== block.epoch || this.count === 0) {
      const waiting = [...this.early.values()]
      this.clear()
      this.first = block.first
      this.epoch = block.epoch
      this.from = block.from
      for (const news of waiting) this.early.set(news.i, news)
    }
    if (block.count === 0) return 0
    if (block.from > this.end) return -1
    let added = 0
    if (block.from < this.from) {
      added = Math.min(this.from - block.from, block.count)
      this.roomInFront(added)
    }
    const past = block.from + block.count - this.end
    if (past > 0) this.roomAtEnd(past)
    this.decode(block)
    this.takeEarly()
    return added
  }

  /** Lays a live packet over the end. False when packets between are missing: history must be asked for again. */
  put(news: PacketNews): boolean {
    if (!news.full) return true
    if (this.count === 0 || news.i > this.end) {
      this.early.set(news.i, news)
      return this.count === 0
    }
    if (news.i < this.from) return true
    if (news.i === this.end) this.roomAtEnd(1)
    this.write(news.i, news)
    this.takeEarly()
    return true
  }

  /** Sets probability, threshold and whether it was acted on, at a packet. */
  judge(index: number, p: number, thr: number, near: boolean): void {
    const place = index - this.from
    if (place < 0 || place >= this.count) return
    const at = this.head + place
    this.data.p[at] = p
    this.data.thr[at] = thr
    this.data.near[at] = near ? 1 : 0
  }

  private takeEarly(): void {
    for (const index of [...this.early.keys()].sort((a, b) => a - b)) {
      if (index > this.end) break
      const news = this.early.get(index) as PacketNews
      this.early.delete(index)
      if (index < this.from) continue
      if (index === this.end) this.roomAtEnd(1)
      this.write(index, news)
    }
  }

  private write(index: number, news: PacketNews): void {
    const full = news.full
    if (!full) return
    const at = this.head + index - this.from
    const d = this.data
    d.o[at] = full.o
    d.h[at] = full.h
    d.l[at] = full.l
    d.c[at] = news.c
    d.t[at] = news.t
    d.t0[at] = full.t0
    d.usd[at] = full.usd
    d.buy[at] = full.buy
    d.k[at] = full.k
    d.imb[at] = news.imb
    d.vpin[at] = news.vpin ?? NaN
    d.rv[at] = full.rv
    d.er[at] = full.er
    d.p[at] = news.p ?? NaN
    if (news.p === null) d.thr[at] = NaN
    d.cd[at] = full.cd
    d.seg[at] = full.seg
    d.fl[at] = full.fl
  }

  private decode(block: PacketColumns): void {
    const d = this.data
    let at = this.head + block.from - this.from
    let close = 0
    let when = 0
    for (let k = 0; k < block.count; k++, at++) {
      const before = close
      close += block.c[k] as number
      when += block.t[k] as number
      const open = (k === 0 ? close : before) + (block.o[k] as number)
      d.o[at] = open
      d.c[at] = close
      d.h[at] = Math.max(open, close) + (block.h[k] as number)
      d.l[at] = Math.min(open, close) - (block.l[k] as number)
      d.t[at] = when
      d.t0[at] = when - (block.dur[k] as number)
      d.usd[at] = block.usd[k] as number
      d.buy[at] = block.buy[k] as number
      d.k[at] = block.k[k] as number
      d.imb[at] = (block.imb[k] as number) / 1000
      const vpin = block.vpin[k] as number
      d.vpin[at] = vpin < 0 ? NaN : vpin / 1000
      d.rv[at] = (block.rv[k] as number) / 1e6
      d.er[at] = (block.er[k] as number) / 1000
      const p = block.p[k] as number
      d.p[at] = p < 0 ? NaN : p / 1000
      const thr = block.thr[k] as number
      d.thr[at] = thr < 0 ? NaN : thr / 1000
      d.near[at] = block.near[k] === 1 ? 1 : 0
      d.cd[at] = block.cd[k] as number
      d.seg[at] = block.seg[k] as number
      d.fl[at] = block.fl[k] as number
    }
  }

  private roomInFront(added: number): void {
    if (this.head < added) this.regrow(added + 2048, this.count + 4096)
    this.head -= added
    this.from -= added
    this.count += added
  }

  private roomAtEnd(added: number): void {
    if (this.head + this.count + added > this.data.o.length) this.regrow(this.head, Math.max(this.count * 2, this.count + added + 1024))
    const start = this.head + this.count
    for (const name of ['p', 'thr', 'vpin'] as const) this.data[name].fill(NaN, start, start + added)
    this.data.near.fill(0, start, start + added)
    this.count += added
  }

  private regrow(head: number, room: number): void {
    const grown = columns(head + room)
    for (const name of COLUMNS) grown[name].set(this.view(name), head)
    this.data = grown
    this.head = head
  }
}

/** Median duration, ms, of the packets from one absolute index to another, by at most 64 of them spread evenly; NaN when there are none. */
export function usualDuration(store: PacketStore, from: number, to: number): number {
  const step = Math.max(1, Math.floor((to - from + 1) / 64))
  const found: number[] = []
  for (let k = from; k <= to; k += step) {
    const value = store.at('t', k) - store.at('t0', k)
    if (!Number.isNaN(value)) found.push(value)
  }
  return found.sort((a, b) => a - b)[found.length >> 1] ?? NaN
}

/** The value that a share of the values does not exceed (nearest rank); gaps do not count; null for fewer than `least`. */
export function quantile(values: readonly number[], at: number, least: number): number | null {
  const known = values.filter((it) => !Number.isNaN(it)).sort((a, b) => a - b)
  return known.length < least ? null : (known[Math.max(0, Math.ceil(known.length * at) - 1)] ?? null)
}
