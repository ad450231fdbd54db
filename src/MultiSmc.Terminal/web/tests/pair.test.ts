import { describe, expect, it } from 'vitest'
import { RESERVED, SeriesPair, TAIL } from '../src/chart/pair'

/** A series that keeps what it is given, and refuses what the library refuses. */
class Kept {
  points: { time: number; value?: number }[] = []
  rebuilt = 0
  setData(data: { time: number; value?: number }[]): void {
    this.points = [...data]
    this.rebuilt++
  }
  update(point: { time: number; value?: number }): void {
    const last = this.points[this.points.length - 1]
    if (last && point.time < last.time) throw new Error('history cannot be updated')
    if (last && point.time === last.time) this.points[this.points.length - 1] = point
    else this.points.push(point)
  }
  data(): { time: number; value?: number }[] {
    return this.points
  }
}

function make(joins: boolean): { history: Kept; tail: Kept; pair: SeriesPair<'Line'>; values: number[] } {
  const history = new Kept()
  const tail = new Kept()
  const values: number[] = []
  return { history, tail, values, pair: new SeriesPair<'Line'>(history as never, tail as never, (index) => (values[index] === undefined ? undefined : ({ time: index, value: values[index] }) as never), joins, true) }
}

describe('history and tail', () => {
  it('reserve indices after history, and touch only the tail from then on', () => {
    const { history, tail, values, pair } = make(false)
    for (let k = 0; k < 10; k++) values.push(k)
    pair.rebuild(0, 10)
    expect(history.points.length).toBe(9 + RESERVED)
    expect(tail.points.map((it) => it.value)).toEqual([9])
    for (let k = 10; k < 40; k++) {
      values.push(k)
      pair.update(k)
      values[k] = k + 0.5
      pair.update(k)
    }
    expect(history.rebuilt).toBe(1)
    expect(tail.points.map((it) => it.value)).toEqual([9, ...Array.from({ length: 30 }, (_, k) => k + 10.5)])
  })
  it('join a line to the last point of history', () => {
    const { tail, values, pair } = make(true)
    for (let k = 0; k < 11; k++) values.push(k)
    pair.rebuild(0, 10)
    pair.update(10)
    expect(tail.points.map((it) => it.time)).toEqual([8, 9, 10])
  })
  it('mend a point inside of the tail without updating history', () => {
    const { tail, values, pair } = make(true)
    for (let k = 0; k < 14; k++) values.push(k)
    pair.rebuild(0, 10)
    for (let k = 10; k < 14; k++) pair.update(k)
    values[11] = 99
    pair.update(11)
    expect(tail.points.map((it) => it.value)).toEqual([8, 9, 10, 99, 12, 13])
    pair.update(5)
    expect(tail.points.length).toBe(6)
  })
  it('ask to be folded when the tail is full', () => {
    const { values, pair } = make(false)
    pair.rebuild(0, 0)
    for (let k = 0; k <= TAIL; k++) {
      expect(pair.needsFold).toBe(false)
      values.push(k)
      pair.update(k)
    }
    expect(pair.needsFold).toBe(true)
  })
})
