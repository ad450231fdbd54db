import { describe, expect, it } from 'vitest'
import { Occupied, lowerBound } from '../src/chart/labels'
import { PacketScale, boundaryText, weightBetween } from '../src/chart/scale'

const at = (h: number, m: number, s = 0, day = 14) => Date.UTC(2026, 8, day, h, m, s)

describe('weights of packets on the scale', () => {
  it('follow the weightiest boundary crossed', () => {
    expect(weightBetween(at(23, 59, 0, 13), at(0, 0, 3))).toBe(90)
    expect(weightBetween(at(11, 59), at(12, 1))).toBe(70)
    expect(weightBetween(at(5, 59), at(6, 1))).toBe(65)
    expect(weightBetween(at(2, 59), at(3, 1))).toBe(60)
    expect(weightBetween(at(13, 59), at(14, 1))).toBe(50)
    expect(weightBetween(at(14, 29), at(14, 31))).toBe(40)
    expect(weightBetween(at(14, 14), at(14, 16))).toBe(35)
    expect(weightBetween(at(14, 4), at(14, 6))).toBe(30)
    expect(weightBetween(at(14, 5, 10), at(14, 6, 1))).toBe(20)
    expect(weightBetween(at(14, 5, 10), at(14, 5, 50))).toBe(15)
    expect(weightBetween(at(14, 5, 5), at(14, 5, 11))).toBe(12)
    expect(weightBetween(at(14, 5, 11), at(14, 5, 19))).toBe(0)
    expect(weightBetween(NaN, at(1, 1))).toBe(0)
  })
  it('show the boundary, not the close', () => {
    const day = (ms: number) => `day ${new Date(ms).getUTCDate()}`
    expect(boundaryText(40, at(14, 31, 22), day)).toBe('14:30')
    expect(boundaryText(35, at(14, 16, 1), day)).toBe('14:15')
    expect(boundaryText(90, at(0, 3), day)).toBe('day 14')
    expect(boundaryText(20, at(14, 6), day)).toBe('')
    expect(boundaryText(20, at(14, 6), day, 20)).toBe('14:06')
    expect(boundaryText(15, at(14, 6, 31), day, 12)).toBe('14:06:30')
  })
  it('are closer where packets close fast', () => {
    const scale = (pace: number) => new PacketScale((index) => at(14, 5, 59) + (index - 300) * pace, { offset: () => 0, day: String, label: String })
    const text = (pace: number) => scale(pace).formatTickmark({ time: 301 } as never)
    expect(text(10_000)).toBe('')
    expect(text(2_000)).toBe('14:06')
    const second = new PacketScale((index) => at(14, 5, 29) + 600 + (index - 300) * 500, { offset: () => 0, day: String, label: String })
    expect(second.formatTickmark({ time: 301 } as never)).toBe('14:05:30')
  })
  it('shift with the zone', () => {
    const times = [at(20, 59), at(21, 1)]
    const make = (offset: number) => new PacketScale((index) => times[index] ?? NaN, { offset: () => offset, day: (ms) => `day ${new Date(ms).getUTCDate()}`, label: String })
    const text = (scale: PacketScale) => scale.formatTickmark({ time: 1 } as never)
    expect(text(make(0))).toBe('21:00')
    expect(text(make(180))).toBe('day 15')
  })
  it('change the key of a label when its index becomes known', () => {
    const known = new Set<number>([1])
    const scale = new PacketScale((index) => (known.has(index) ? index : NaN), { offset: () => 0, day: String, label: String })
    const before = scale.cacheKey(2 as never)
    known.add(2)
    expect(scale.cacheKey(2 as never)).not.toBe(before)
    expect(scale.cacheKey(1 as never)).not.toBe(scale.cacheKey(2 as never))
  })
})

describe('labels', () => {
  it('never overlap', () => {
    const taken = new Occupied()
    expect(taken.take(0, 0, 10, 10)).toBe(true)
    expect(taken.take(9, 9, 10, 10)).toBe(false)
    expect(taken.take(10, 0, 10, 10)).toBe(true)
    taken.clear()
    expect(taken.take(5, 5, 10, 10)).toBe(true)
  })
  it('are found by binary search as by a walk', () => {
    const items = [1, 3, 3, 7, 9]
    for (let value = 0; value <= 10; value++) expect(lowerBound(items, value, (it) => it)).toBe(items.filter((it) => it < value).length)
  })
})
