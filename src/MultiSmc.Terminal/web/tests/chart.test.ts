import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bodyWidth } from '../src/chart/forming'
import type { PacketChart } from '../src/chart/chart'
import type { Live } from '../src/data/contract'
import { PacketStore } from '../src/data/packets'
import { block, info } from './support'

interface FakeSeries { points: unknown[] }
const gone: FakeSeries[] = []
const updates: unknown[] = []

// The library's part: series that remember their points, and a chart that tells which of them went, and with what.
vi.mock('lightweight-charts', () => {
  const anything = (known: Record<string, unknown>): unknown => new Proxy(known, { get: (of, name) => (name in of ? of[name as string] : () => anything({})) })
  const series = (): unknown => {
    const made: FakeSeries & Record<string, unknown> = { points: [], setData: (data: unknown[]) => (made.points = data), update: (point: unknown) => void (made.points.push(point), updates.push(point)) }
    return anything(made)
  }
  const scale = anything({ getVisibleLogicalRange: () => null, width: () => 800 })
  const chart = anything({ addSeries: series, removeSeries: (it: FakeSeries) => void gone.push({ points: [...it.points] }), panes: () => [anything({}), anything({})], timeScale: () => scale, options: () => ({ timeScale: { barSpacing: 5 } }) })
  return { createChartEx: () => chart, LineStyle: {}, CrosshairMode: {}, ColorType: {}, LineType: {}, PriceScaleMode: {}, AreaSeries: 1, BaselineSeries: 2, CandlestickSeries: 3, HistogramSeries: 4 }
})

async function make(): Promise<PacketChart> {
  const { PacketChart } = await import('../src/chart/chart')
  const nothing = (): void => undefined
  return new PacketChart(
    document.createElement('div'), { studies: ['vpin'], spacing: 5, priceShare: 5, axisWidth: 74, rightSpace: 100, compact: false },
    { crosshair: nothing, click: nothing, follow: nothing, older: nothing, layout: nothing }, { offset: () => 0, day: () => '', label: () => '' }, { zoneNote: () => '', tradePill: () => '' }, () => '',
  )
}

describe('A symbol of other decimals', () => {
  it('takes the series of the one before without leaving its points, the reserved ones too, in the scale of time', async () => {
    const chart = await make()
    const first = new PacketStore()
    first.load(block(0, 20))
    chart.show(first, info, null)
    const second = new PacketStore()
    second.load(block(5000, 20))
    chart.show(second, { ...info, name: 'TRXUSDT', priceDecimals: 4 }, null)
    expect(gone.map((it) => it.points.length)).toEqual([0, 0, 0, 0]) // history and tail of price and study
  })
})

describe('The forming packet', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const live = (i: number, c: number): Live => ({ i, t: 0, o: 100, h: 200, l: 50, c, imb: 0 }) as unknown as Live
  const closes = (): number[] => updates.map((it) => (it as { close: number }).close)

  it('is drawn with every second of twenty updates a second, and the last of them always', async () => {
    const chart = await make()
    const store = new PacketStore()
    store.load(block(0, 20))
    chart.show(store, info, null)
    updates.length = 0
    for (let k = 0; k < 20; k++) {
      chart.forming(live(20, 101 + k))
      vi.advanceTimersByTime(50)
    }
    vi.advanceTimersByTime(1000)
    expect(closes()).toEqual([101, 103, 105, 107, 109, 111, 113, 115, 117, 119, 120].map((it) => it / 10 ** info.priceDecimals))
    chart.destroy()
  })

  it('is drawn at once when it is another', async () => {
    const chart = await make()
    const store = new PacketStore()
    store.load(block(0, 20))
    chart.show(store, info, null)
    updates.length = 0
    chart.forming(live(20, 101))
    store.load(block(0, 21))
    chart.forming(live(21, 102))
    expect(closes().at(-1)).toBe(102 / 10 ** info.priceDecimals)
    chart.destroy()
  })
})

describe('Candle bodies', () => {
  it.each([[1, 1, 1], [2.5, 1, 3], [4, 1, 3], [3, 1.5, 3], [5, 1, 3], [5, 2, 8], [15, 1, 11], [60, 1, 47]])('at a spacing of %d and ratio %d are %d wide, as the library draws them', (spacing, ratio, width) => {
    expect(bodyWidth(spacing, ratio)).toBe(width)
  })
})
