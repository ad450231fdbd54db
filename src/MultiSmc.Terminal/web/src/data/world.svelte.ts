import type { Account, CommandNews, Decision, Fill, Frame, Health, HelloReply, JobNews, JournalEntry, LatencyStage, Lock, Order, Position, Session, Setup, StructureNews, Zone } from './contract'
import type { Feed } from './feed'
import { RestError } from './feed'
import { Market } from './market.svelte'
import type { PacketColumns, StructureRange } from './rest'
import { FrameQueue, Sequence, freshness, type Freshness } from './sync'

const BLOCK = 3000
const KEEP = 400
/** An animation frame, ms. */
const FRAME = 16

/** Everything the page knows of the server, fed by frames; the one place where frames are laid over it. */
export class World {
  hello = $state.raw<HelloReply | null>(null)
  markets = $state.raw<ReadonlyMap<string, Market>>(new Map())
  orders = $state.raw<readonly Order[]>([])
  fills = $state.raw<readonly Fill[]>([])
  positions = $state.raw<readonly Position[]>([])
  account = $state.raw<Account | null>(null)
  session = $state.raw<Session | null>(null)
  health = $state.raw<Health | null>(null)
  latency = $state.raw<readonly LatencyStage[]>([])
  locks = $state.raw<readonly Lock[]>([])
  jobs = $state.raw<readonly JobNews[]>([])
  commands = $state.raw<readonly CommandNews[]>([])
  /** Newest last. */
  journal = $state.raw<readonly JournalEntry[]>([])

  fresh = $state<Freshness>('loading')
  nextTry = $state<number | null>(null)
  wantsToken = $state(false)
  resyncing = $state(false)
  seq = $state(0)
  /** Server time of the last frame. */
  asOf = $state(0)
  /** Milliseconds since the last frame, by the page's clock. */
  age = $state(0)
  /** Ticks each second and with each account of state: what ages on the page reads it. Server time. */
  now = $state(0)
  /** Round trip to the server, ms. */
  roundTrip = $state<number | null>(null)
  private offset = 0
  private focused = $state('')
  private readonly sequence = new Sequence()
  private readonly queue = new FrameQueue()
  private scheduled = false
  private drainedAt = -Infinity
  private connected = false
  private lastFrame: number | null = null
  private reopenedAt: number | null = null
  private readonly fetching = new Set<string>()
  /** Called with each frame as it comes, also while the page is hidden and lays nothing on. */
  onFrame: ((frame: Frame) => void) | null = null

  constructor(readonly feed: Feed, private readonly frozen = false) {}

  start(lang: 'en' | 'ru', focus: string | null): () => void {
    this.focused = focus ?? ''
    this.feed.start(
      {
        hello: (hello) => this.greet(hello),
        frame: (frame) => this.receive(frame),
        link: (connected, nextTry) => {
          this.connected = connected
          this.nextTry = nextTry
          if (connected) this.wantsToken = false
          this.look()
        },
        signIn: () => (this.wantsToken = true),
        pong: (trip, offset) => {
          this.roundTrip = trip
          this.offset = offset
        },
      },
      lang,
    )
    const timer = setInterval(() => this.look(), 250)
    return () => {
      clearInterval(timer)
      this.feed.stop()
    }
  }

  market(symbol: string): Market | undefined {
    return this.markets.get(symbol)
  }

  get list(): readonly Market[] {
    return [...this.markets.values()]
  }

  get focus(): string {
    return this.focused
  }

  /** Turns the stream to another symbol. */
  turnTo(symbol: string): void {
    if (symbol === this.focused) return
    this.focused = symbol
    if (this.connected) this.feed.focus(symbol).catch(() => undefined)
    void this.ensureHistory(symbol)
  }

  /** Commands may be sent: connected, allowed, and not a replay. */
  get mayCommand(): boolean {
    return this.fresh === 'live' && this.hello !== null && !this.hello.readOnly && this.hello.role === 'trade'
  }

  get hidesCommands(): boolean {
    return this.hello !== null && (this.hello.readOnly || this.hello.role === 'view')
  }

  /** Loads the block before what is held. True when something came. */
  async older(symbol: string): Promise<boolean> {
    const market = this.markets.get(symbol)
    if (!market || market.history !== 'ready' || market.packets.from <= market.packets.first || this.fetching.has(symbol)) return false
    this.fetching.add(symbol)
    try {
      const to = market.packets.from - 1
      const [block, structure] = await Promise.all([
        this.packets(symbol, to),
        this.feed.rest<StructureRange>('GET', `structure?symbol=${symbol}&from=${Math.max(0, to - BLOCK)}&to=${to}`),
      ])
      const added = market.packets.load(block)
      market.takeStructure(structure.struct)
      market.takeZones(structure.zones)
      if (added > 0) market.tell({ k: 'block', added })
      return added > 0
    } catch {
      return false
    } finally {
      this.fetching.delete(symbol)
    }
  }

  /** Loads the newest block when none is held yet, or lays it over what is. */
  async ensureHistory(symbol: string, again = false): Promise<void> {
    const market = this.markets.get(symbol)
    if (!market || (market.history === 'ready' && !again) || this.fetching.has(symbol)) return
    this.fetching.add(symbol)
    if (market.history !== 'ready') market.history = 'loading'
    try {
      const missing = again && market.packets.count > 0
      let block = await this.packets(symbol, null)
      // A hole wider than one block: start anew from the newest.
      if (missing && block.from > market.packets.end) market.packets.clear()
      const added = market.packets.load(block)
      if (added < 0) {
        block = await this.packets(symbol, null)
        market.packets.load(block)
      }
      for (const list of market.decisions.values()) for (const it of list) market.packets.judge(it.packet, it.p, it.thr, it.near)
      market.history = 'ready'
      market.closed++
      market.tell({ k: 'reset' })
    } catch (error) {
      market.history = market.packets.count > 0 ? 'ready' : error instanceof RestError && error.status === 404 ? 'ready' : 'failed'
    } finally {
      this.fetching.delete(symbol)
    }
  }

  private packets(symbol: string, to: number | null): Promise<PacketColumns> {
    const count = Math.min(BLOCK, this.hello?.limits.packets ?? BLOCK)
    return this.feed.rest<PacketColumns>('GET', `packets?symbol=${symbol}${to === null ? '' : `&to=${to}`}&count=${count}`)
  }

  private greet(hello: HelloReply): void {
    const known = this.hello
    this.hello = hello
    if (hello.error) return
    this.offset = hello.now - Date.now()
    if (!known || known.epoch !== hello.epoch || known.symbols.length !== hello.symbols.length) {
      this.markets = new Map(hello.symbols.map((info) => [info.name, new Market(info)]))
      this.sequence.forget()
    }
    if (!this.markets.has(this.focused)) this.focused = hello.symbols[0]?.name ?? ''
    this.sequence.reopened()
    this.feed.open(this.focused, this.sequence.resume())
    void this.ensureHistory(this.focused)
  }

  private receive(frame: Frame): void {
    this.lastFrame = Date.now()
    this.onFrame?.(frame)
    if (!this.queue.push(frame)) {
      this.reopen(true)
      return
    }
    if (this.scheduled) return
    this.scheduled = true
    // What is laid on before an animation frame is painted with it, the chart too; within one it would be painted with the next. More than one time a frame
    // is of no use. A hidden page is not painted: its frames wait, and are laid on when it is seen again.
    if (!document.hidden && this.lastFrame - this.drainedAt >= FRAME) queueMicrotask(() => this.drain())
    else requestAnimationFrame(() => this.drain())
  }

  private drain(): void {
    this.scheduled = false
    this.drainedAt = Date.now()
    for (const frame of this.queue.take()) {
      const before = this.sequence.epoch
      const step = this.sequence.next(frame)
      if (step === 'drop') continue
      if (step === 'reopen') {
        this.reopen(false)
        break
      }
      this.reopenedAt = null
      this.apply(frame, frame.k === 'snap' && before !== '' && before !== frame.e)
    }
    this.look()
  }

  private reopen(whole: boolean): void {
    if (whole) this.sequence.forget()
    else this.sequence.reopened()
    this.reopenedAt = Date.now()
    this.feed.open(this.focused, this.sequence.resume())
  }

  private apply(frame: Frame, epochChanged: boolean): void {
    this.seq = frame.s
    this.asOf = frame.t
    if (frame.k === 'beat') return
    const snap = frame.k === 'snap'
    if (snap) {
      const focus = frame.focus?.symbol ?? this.focused
      for (const [name, market] of this.markets) market.reset(name === focus, epochChanged)
      this.orders = []
      this.fills = []
      this.positions = []
      this.journal = []
      this.locks = []
    } else if (frame.focus) {
      this.markets.get(frame.focus.symbol)?.reset(true, false)
    }
    for (const tick of frame.ticks ?? []) {
      const market = this.markets.get(tick.n)
      if (market) market.tick = tick
    }
    for (const packet of frame.packets ?? []) {
      const market = this.markets.get(packet.n)
      if (!market) continue
      const fits = market.takePacket(packet)
      // A session that had no packets when it was asked for them has some now.
      if (!fits || (packet.full && market.history === 'ready' && market.packets.count === 0)) void this.ensureHistory(packet.n, true)
    }
    if (frame.live) this.markets.get(frame.live.n)?.takeLive(frame.live)
    each(frame.struct, (market, news: StructureNews[]) => market.takeStructure(news), this.markets)
    each(frame.zones, (market, news: Zone[]) => market.takeZones(news), this.markets)
    for (const setup of frame.setups ?? []) this.takeSetup(setup)
    each(frame.decisions, (market, news: Decision[]) => market.takeDecisions(news), this.markets)
    if (frame.orders) this.orders = merge(this.orders, frame.orders, (it) => it.id).filter((it) => it.status === 'new' || it.status === 'partial' || it.status === 'pending')
    if (frame.positions) this.positions = merge(this.positions, frame.positions, (it) => `${it.n}/${it.setup}`).filter((it) => !it.closed)
    if (frame.fills) {
      const known = new Set(this.fills.map((it) => it.id))
      const news = frame.fills.filter((it) => !known.has(it.id))
      this.fills = [...news, ...this.fills].sort((a, b) => b.t - a.t).slice(0, KEEP)
    }
    if (frame.account) this.account = frame.account
    if (frame.session) this.session = frame.session
    if (frame.health) this.health = frame.health
    if (frame.latency) this.latency = frame.latency
    if (frame.locks) this.locks = frame.locks
    if (frame.jobs) this.jobs = mergeJobs(this.jobs, frame.jobs)
    if (frame.cmds) this.commands = [...this.commands.filter((old) => !frame.cmds?.some((it) => it.id === old.id)), ...frame.cmds].slice(-50)
    if (frame.journal) this.journal = [...this.journal, ...frame.journal].slice(-KEEP)
    if (snap && this.focused) void this.ensureHistory(this.focused, this.markets.get(this.focused)?.history === 'ready')
  }

  private takeSetup(setup: Setup): void {
    this.markets.get(setup.n)?.takeSetup(setup)
  }

  private look(): void {
    const now = Date.now()
    this.fresh = freshness(this.connected, this.lastFrame === null ? null : now - this.lastFrame)
    const age = this.lastFrame === null ? 0 : now - this.lastFrame
    if (this.fresh !== 'live' || age > 1500) this.age = age
    this.resyncing = this.reopenedAt !== null && now - this.reopenedAt > 1000
    const server = this.frozen ? this.asOf : now + this.offset
    if (Math.floor(server / 250) !== Math.floor(this.now / 250)) this.now = server
  }
}

function each<T extends { n: string }>(news: T[] | undefined, take: (market: Market, news: T[]) => void, markets: ReadonlyMap<string, Market>): void {
  if (!news) return
  const by = new Map<string, T[]>()
  for (const it of news) {
    const list = by.get(it.n)
    if (list) list.push(it)
    else by.set(it.n, [it])
  }
  for (const [name, list] of by) {
    const market = markets.get(name)
    if (market) take(market, list)
  }
}

/** Newer versions replace; the order stays. */
export function merge<T extends { v: number }>(old: readonly T[], news: readonly T[], key: (item: T) => string): T[] {
  const by = new Map(old.map((it) => [key(it), it]))
  for (const it of news) {
    const known = by.get(key(it))
    if (!known || it.v >= known.v) by.set(key(it), it)
  }
  return [...by.values()]
}

function mergeJobs(old: readonly JobNews[], news: readonly JobNews[]): JobNews[] {
  const by = new Map(old.map((it) => [it.id, it]))
  for (const it of news) by.set(it.id, { ...by.get(it.id), ...it })
  return [...by.values()]
}
