import { describe, expect, it } from 'vitest'
import type { SymbolInfo } from '../src/data/contract'
import { Market } from '../src/data/market.svelte'
import { COLUMNS, PacketStore, quantile } from '../src/data/packets'
import { block, info, packet, seeded } from './support'

/** A store must hold exactly the packets [from, end). */
function holds(store: PacketStore, from: number, end: number, hint = ''): void {
  expect([store.from, store.end], hint).toEqual([from, end])
  for (let i = from; i < end; i++) {
    const it = packet(i)
    expect([store.at('o', i), store.at('h', i), store.at('l', i), store.at('c', i), store.at('t', i), store.at('cd', i)], `${hint} packet ${i}`).toEqual([it.full?.o, it.full?.h, it.full?.l, it.c, it.t, it.full?.cd])
    expect(store.at('vpin', i)).toBe(it.vpin ?? NaN)
    expect(store.at('p', i)).toBe(it.p ?? NaN)
  }
}

describe('packet store', () => {
  it('decodes a block to the packets it was made of', () => {
    const store = new PacketStore()
    expect(store.load(block(100, 50))).toBe(0)
    holds(store, 100, 150)
    expect(store.at('rv', 120)).toBeCloseTo(0.00065)
    expect(store.at('c', 99)).toBeNaN()
    expect(store.at('c', 150)).toBeNaN()
  })
  it('grows in front and at the end past its first room', () => {
    const store = new PacketStore()
    store.load(block(9000, 3000))
    expect(store.load(block(6000, 3000))).toBe(3000)
    expect(store.load(block(3000, 3000))).toBe(3000)
    for (let i = 12000; i < 12600; i++) expect(store.put(packet(i))).toBe(true)
    holds(store, 3000, 12600)
  })
  it('lays live packets that came before history over it', () => {
    const store = new PacketStore()
    expect(store.put(packet(12))).toBe(true)
    expect(store.put(packet(11))).toBe(true)
    store.load(block(0, 11))
    holds(store, 0, 13)
  })
  it('reports a hole, and closes it with the block that fills it', () => {
    const store = new PacketStore()
    store.load(block(0, 10))
    expect(store.put(packet(12))).toBe(false)
    holds(store, 0, 10)
    store.load(block(5, 7))
    holds(store, 0, 13)
  })
  it('refuses a block beyond a hole', () => {
    const store = new PacketStore()
    store.load(block(0, 10))
    expect(store.load(block(20, 5))).toBe(-1)
    holds(store, 0, 10)
  })
  it('starts anew in another epoch', () => {
    const store = new PacketStore()
    store.load(block(0, 10))
    store.load(block(3, 4, 'e2'))
    holds(store, 3, 7)
  })
  it('is the same whatever the order of blocks and live packets', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed)
      const store = new PacketStore()
      store.load(block(200, 50))
      const low = 200 - Math.floor(random() * 150)
      const high = 250 + Math.floor(random() * 40)
      const steps: (() => void)[] = []
      for (let i = 250; i < high; i++) steps.push(() => void store.put(packet(i)))
      for (let k = steps.length - 1; k > 0; k--) {
        const other = Math.floor(random() * (k + 1))
        ;[steps[k], steps[other]] = [steps[other] as () => void, steps[k] as () => void]
      }
      steps.splice(Math.floor(random() * steps.length), 0, () => void store.load(block(low, 260 - low)))
      for (const step of steps) step()
      holds(store, low, Math.max(high, 260), `seed ${seed}`)
    }
  })
  it('keeps a judgement at its packet', () => {
    const store = new PacketStore()
    store.load(block(0, 10))
    store.judge(4, 0.61, 0.55, true)
    store.judge(400, 0.1, 0.5, true)
    expect([store.at('p', 4), store.at('thr', 4), store.at('near', 4)]).toEqual([0.61, 0.55, 1])
  })
  it('has a view of every column as long as it holds packets', () => {
    const store = new PacketStore()
    store.load(block(0, 10))
    for (const name of COLUMNS) expect(store.view(name).length).toBe(10)
  })
})

describe('Alarm of VPIN', () => {
  it('is the value that a share of the packets does not exceed, gaps left out, and none of too few', () => {
    const values = [...Array.from({ length: 100 }, (_, k) => (k + 1) / 100).reverse(), NaN, NaN]
    expect([quantile(values, 0.95, 100), quantile(values, 0.5, 100), quantile(values, 0.001, 100)]).toEqual([0.95, 0.5, 0.01])
    expect(quantile(values, 0.95, 101)).toBeNull()
  })
  it('follows the newest packets every twenty, and a configured level wins', () => {
    const made = (more: Partial<SymbolInfo>): Market => {
      const market = new Market({ ...info, ...more })
      market.packets.load(block(0, 1))
      for (let i = 1; i < 200; i++) market.takePacket({ ...packet(i), vpin: i / 1000 })
      return market
    }
    const market = made({ vpinAlarm: null, vpinQuantile: 0.9 })
    expect(market.vpinAlarm).toBe(0.18)
    for (let i = 200; i < 219; i++) market.takePacket({ ...packet(i), vpin: 0.9 })
    expect(market.vpinAlarm).toBe(0.18)
    market.takePacket({ ...packet(219), vpin: 0.9 })
    expect(market.vpinAlarm).toBe(0.198)
    expect([made({ vpinAlarm: 0.4, vpinQuantile: 0.9 }).vpinAlarm, made({ vpinAlarm: null, vpinQuantile: null }).vpinAlarm]).toEqual([0.4, null])
  })
})
