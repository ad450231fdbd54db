import { describe, expect, it } from 'vitest'
import type { Frame } from '../src/data/contract'
import { FrameQueue, Sequence, freshness, retryDelay } from '../src/data/sync'
import { seeded } from './support'

const frame = (s: number, k: Frame['k'] = 'delta', e = 'e1'): Frame => ({ e, s, t: 0, k })

describe('sequence', () => {
  it('starts with a snapshot only', () => {
    const it = new Sequence()
    expect(it.next(frame(5))).toBe('drop')
    expect(it.next(frame(5, 'snap'))).toBe('apply')
    expect(it.next(frame(6))).toBe('apply')
    expect(it.next(frame(7, 'beat'))).toBe('apply')
  })
  it('drops what it has seen', () => {
    const it = new Sequence()
    it.next(frame(5, 'snap'))
    it.next(frame(6))
    expect(it.next(frame(6))).toBe('drop')
    expect(it.next(frame(5))).toBe('drop')
    expect(it.next(frame(7))).toBe('apply')
  })
  it('asks once for the stream anew after a hole, and goes on where it was', () => {
    const it = new Sequence()
    it.next(frame(5, 'snap'))
    expect(it.next(frame(7))).toBe('reopen')
    expect(it.next(frame(8))).toBe('drop')
    expect(it.resume()).toEqual({ epoch: 'e1', lastSeq: 5 })
    expect(it.next(frame(6))).toBe('apply')
    expect(it.next(frame(7))).toBe('apply')
  })
  it('asks anew when another epoch speaks, and takes its snapshot', () => {
    const it = new Sequence()
    it.next(frame(5, 'snap'))
    expect(it.next(frame(6, 'delta', 'e2'))).toBe('reopen')
    expect(it.next(frame(1, 'snap', 'e2'))).toBe('apply')
    expect(it.epoch).toBe('e2')
  })
  it('has nothing to go on from once it forgot', () => {
    const it = new Sequence()
    it.next(frame(5, 'snap'))
    it.forget()
    expect(it.resume()).toBeUndefined()
    expect(it.next(frame(6))).toBe('drop')
  })
  it('ends with every frame on the snapshot, once and in order, however they are dropped, doubled and shuffled', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed)
      const ring = Array.from({ length: 60 }, (_, k) => frame(k, k === 0 ? 'snap' : 'delta'))
      const it = new Sequence()
      // What the page holds: a snapshot replaces it, a delta goes on top.
      let held: number[] = []
      let sent = ring.slice()
      let tries = 0
      while (held.length < ring.length && tries++ < 500) {
        const wire = sent.flatMap((f) => (random() < 0.1 ? [] : random() < 0.1 ? [f, f] : [f]))
        for (let k = 1; k < wire.length; k++) if (random() < 0.1) [wire[k - 1], wire[k]] = [wire[k] as Frame, wire[k - 1] as Frame]
        for (const f of wire) if (it.next(f) === 'apply') held = f.k === 'snap' ? [f.s] : [...held, f.s]
        it.reopened()
        const from = it.resume()
        sent = from ? ring.slice(from.lastSeq + 1) : ring.slice()
      }
      expect(held, `seed ${seed}`).toEqual(ring.map((f) => f.s))
    }
  })
})

describe('freshness', () => {
  it('says so within two seconds, and offline after five', () => {
    expect(freshness(true, null)).toBe('loading')
    expect(freshness(true, 400)).toBe('live')
    expect(freshness(true, 2000)).toBe('reconnecting')
    expect(freshness(false, 300)).toBe('reconnecting')
    expect(freshness(false, 5000)).toBe('offline')
    expect(freshness(true, 5000)).toBe('offline')
  })
})

describe('retry', () => {
  it('waits 0, 0.5, 1, 2, 5 and then 5 s for ever, with jitter', () => {
    expect([0, 1, 2, 3, 4, 5, 500].map((k) => retryDelay(k, 0.5))).toEqual([0, 500, 1000, 2000, 5000, 5000, 5000])
    expect(retryDelay(5, 0)).toBe(4500)
    expect(retryDelay(5, 1)).toBe(5500)
  })
})

describe('queue', () => {
  it('gives up above its limit, and a snapshot makes the ones before it needless', () => {
    const queue = new FrameQueue(3)
    for (let s = 0; s < 3; s++) expect(queue.push(frame(s))).toBe(true)
    expect(queue.push(frame(3))).toBe(false)
    expect(queue.length).toBe(0)
    queue.push(frame(4))
    queue.push(frame(9, 'snap'))
    expect(queue.take().map((it) => it.s)).toEqual([9])
  })
})
