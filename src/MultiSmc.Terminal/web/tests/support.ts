import type { Frame, HelloReply, PacketColumns, PacketNews, PrepareReply, SymbolInfo } from '../src/data/contract'
import type { Feed, FeedEvents } from '../src/data/feed'
import type { ReplayState, SteerReply, SteerRequest } from '../src/data/replay'

/** Random numbers of a seed that a failing test prints. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

export const info: SymbolInfo = {
  name: 'BTCUSDT', base: 'BTC', quote: 'USDT', priceDecimals: 2, tick: 1, qtyDecimals: 5, step: '0.00001', bucket: 1_000_000, vpinWindow: 30, vpinAlarm: 0.45, vpinQuantile: null, approach: 0.01, threshold: 0.55, rearm: null, model: null,
}

export const hello: HelloReply = {
  proto: 1, build: { version: '1', commit: 'c' }, epoch: 'e1', mode: 'paper', now: 0, symbols: [info], limits: { packets: 3000, tokenMs: 15000, dailyLoss: null, exposure: null }, readOnly: false, role: 'trade', venue: 'Binance',
}

/** A packet whose every field follows from its index. */
export function packet(i: number, n = 'BTCUSDT'): PacketNews {
  const c = 1000 + ((i * 37) % 211)
  return { n, i, t: 1_000_000 + i * 1000, c, imb: ((i % 21) - 10) / 10, vpin: i % 5 === 0 ? null : 0.3, p: i % 3 === 0 ? 0.6 : null, full: { o: c - (i % 7) + 3, h: c + 9, l: c - 9, t0: 1_000_000 + i * 1000 - 400, usd: 100, buy: 55, k: 12, cd: i * 10, rv: 0.00065, er: 0.25, seg: 0, fl: 0, id: i * 100 } }
}

/** The same packets as the server sends a block of them. */
export function block(from: number, count: number, epoch = 'e1', first = 0): PacketColumns {
  const made: PacketColumns = { symbol: 'BTCUSDT', epoch, from, first, last: from + count - 1, count, o: [], h: [], l: [], c: [], t: [], dur: [], usd: [], buy: [], k: [], imb: [], vpin: [], rv: [], er: [], p: [], thr: [], near: [], cd: [], seg: [], fl: [] }
  let close = 0
  let time = 0
  for (let k = 0; k < count; k++) {
    const it = packet(from + k)
    const full = it.full
    if (!full) throw new Error('a test packet is whole')
    made.o.push(full.o - (k === 0 ? it.c : close))
    made.c.push(it.c - close)
    made.h.push(full.h - Math.max(full.o, it.c))
    made.l.push(Math.min(full.o, it.c) - full.l)
    made.t.push(it.t - time)
    made.dur.push(it.t - full.t0)
    made.usd.push(full.usd)
    made.buy.push(full.buy)
    made.k.push(full.k)
    made.imb.push(Math.round(it.imb * 1000))
    made.vpin.push(it.vpin === null ? -1 : Math.round(it.vpin * 1000))
    made.rv.push(Math.round(full.rv * 1e6))
    made.er.push(Math.round(full.er * 1000))
    made.p.push(it.p === null ? -1 : Math.round(it.p * 1000))
    made.thr.push(550)
    made.near.push(0)
    made.cd.push(full.cd)
    made.seg.push(0)
    made.fl.push(0)
    close = it.c
    time = it.t
  }
  return made
}

/** A server that a test plays: keeps its frames, answers openings, and counts what it was asked. */
export class PlayedFeed implements Feed {
  events: FeedEvents | null = null
  opened: ({ epoch: string; lastSeq: number } | undefined)[] = []
  packetsUpTo = 9
  start(events: FeedEvents): void {
    this.events = events
  }
  open(_focus: string, from?: { epoch: string; lastSeq: number }): void {
    this.opened.push(from)
  }
  async focus(): Promise<void> {}
  async prepare(): Promise<PrepareReply> {
    return { ok: false, code: 'unsupported', p: {} }
  }
  async execute(): Promise<{ result: 'rejected'; code: null; p: Record<string, never> }> {
    return { result: 'rejected', code: null, p: {} }
  }
  watchReplay(next: (state: ReplayState) => void): () => void {
    void next
    return () => undefined
  }
  async steer(request: SteerRequest): Promise<SteerReply> {
    void request
    return { code: null, state: null }
  }
  /** Answers by how their path begins; packets for any other. */
  answers: Record<string, unknown> = {}
  async rest<T>(_method?: string, path = ''): Promise<T> {
    const known = Object.keys(this.answers).find((it) => path.startsWith(it))
    if (known !== undefined) return this.answers[known] as T
    return block(0, this.packetsUpTo + 1) as T
  }
  retry(): void {}
  stop(): void {}
  send(frame: Partial<Frame> & { s: number }): void {
    this.events?.frame({ e: 'e1', t: frame.s * 50, k: 'delta', ...frame })
  }
}

