import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Order, Setup, Tick, Zone } from '../src/data/contract'
import { World, merge } from '../src/data/world.svelte'
import { PlayedFeed, hello, packet } from './support'

let feed: PlayedFeed
let world: World
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'clearTimeout', 'Date', 'requestAnimationFrame'] })
  feed = new PlayedFeed()
  world = new World(feed)
  stop = world.start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello(hello)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const painted = async () => vi.advanceTimersByTimeAsync(40)
const tick: Tick = { n: 'BTCUSDT', l: 9984476, b: null, a: null, d: 0.01, f: 0.5, st: 'watching', x: null, p: null, t: 0 }
const order = (id: string, v: number, status: Order['status'] = 'new'): Order => ({ id, v, n: 'BTCUSDT', side: 'BUY', type: 'LIMIT_MAKER', oco: false, role: 'entry', setup: 1, price: '1', stop: null, qty: '1', filled: '0', status, venueId: null, t: 0 })

describe('world', () => {
  it('opens the stream for the first symbol and loads its history', async () => {
    expect(feed.opened).toEqual([undefined])
    feed.send({ s: 1, k: 'snap', focus: { symbol: 'BTCUSDT', last: 9, first: 0 }, ticks: [tick] })
    await painted()
    expect(world.market('BTCUSDT')?.tick?.l).toBe(9984476)
    expect(world.market('BTCUSDT')?.packets.count).toBe(10)
    expect(world.fresh).toBe('live')
  })

  it('goes on from the last frame after a hole, and misses no packet', async () => {
    feed.send({ s: 1, k: 'snap' })
    await painted()
    feed.send({ s: 2, packets: [packet(10)] })
    feed.send({ s: 4, packets: [packet(12)] })
    await painted()
    expect(feed.opened[1]).toEqual({ epoch: 'e1', lastSeq: 2 })
    for (const s of [3, 4, 5]) feed.send({ s, packets: [packet(8 + s)] })
    await painted()
    expect(world.market('BTCUSDT')?.packets.end).toBe(14)
    expect(world.seq).toBe(5)
  })

  it('applies doubled and old frames once', async () => {
    feed.send({ s: 1, k: 'snap', orders: [order('a', 1)] })
    feed.send({ s: 2, orders: [order('a', 2, 'cancelled')] })
    feed.send({ s: 2, orders: [order('a', 2)] })
    feed.send({ s: 1, orders: [order('b', 1)] })
    await painted()
    expect(world.orders).toEqual([])
    expect(feed.opened.length).toBe(1)
  })

  it('a snapshot leaves nothing of before', async () => {
    feed.send({ s: 1, k: 'snap', orders: [order('a', 1)] })
    await painted()
    feed.send({ s: 9, k: 'snap', orders: [order('b', 1)] })
    await painted()
    expect(world.orders.map((it) => it.id)).toEqual(['b'])
  })

  it('a snapshot leaves no setup of before, of the same epoch either', async () => {
    const setup = (no: number, done = false) => ({ n: 'BTCUSDT', no, v: 1, zone: no, step: done ? 'done' : 'order', skip: null, done }) as unknown as Setup
    feed.send({ s: 1, k: 'snap', setups: [setup(7), setup(8)] })
    await painted()
    expect(world.market('BTCUSDT')?.setups.map((it) => it.no)).toEqual([7, 8])
    feed.send({ s: 9, k: 'snap', setups: [setup(8, true)] })
    await painted()
    expect(world.market('BTCUSDT')?.setups.map((it) => [it.no, it.done])).toEqual([[8, true]])
  })

  it('says that it is reconnecting after 2 s and offline after 5 s, and takes commands away', async () => {
    feed.send({ s: 1, k: 'snap' })
    await painted()
    expect(world.mayCommand).toBe(true)
    await vi.advanceTimersByTimeAsync(2100)
    expect([world.fresh, world.mayCommand]).toEqual(['reconnecting', false])
    await vi.advanceTimersByTimeAsync(3000)
    expect(world.fresh).toBe('offline')
    feed.send({ s: 2, k: 'beat' })
    await painted()
    expect(world.fresh).toBe('live')
  })

  it('asks for a snapshot when it fell too far behind', async () => {
    feed.send({ s: 1, k: 'snap' })
    await painted()
    for (let s = 2; s < 2010; s++) feed.send({ s, k: 'beat' })
    await painted()
    expect(feed.opened.at(-1)).toBeUndefined()
    expect(feed.opened.length).toBe(2)
  })

  it('keeps the newest version of what it is told', () => {
    expect(merge([order('a', 3)], [order('a', 2), order('b', 1)], (it) => it.id).map((it) => [it.id, it.v])).toEqual([['a', 3], ['b', 1]])
  })

  it('keeps the newest zone and setup', async () => {
    const zone = { n: 'BTCUSDT', id: 1, v: 2, up: true, created: 5, outcome: null } as Zone
    const setup = { n: 'BTCUSDT', no: 4, v: 2, step: 'order' } as Setup
    feed.send({ s: 1, k: 'snap', zones: [zone], setups: [setup] })
    feed.send({ s: 2, zones: [{ ...zone, v: 1, outcome: 'expired' }], setups: [{ ...setup, v: 1, step: 'zone' }, { ...setup, no: 3, v: 9 }] })
    await painted()
    expect(world.market('BTCUSDT')?.active?.v).toBe(2)
    expect(world.market('BTCUSDT')?.setup?.step).toBe('order')
  })

  it('a viewer sees and may not command', async () => {
    feed.events?.hello({ ...hello, role: 'view' })
    feed.send({ s: 1, k: 'snap' })
    await painted()
    expect([world.mayCommand, world.hidesCommands]).toEqual([false, true])
  })
})
