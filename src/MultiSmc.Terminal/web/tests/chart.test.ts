import { describe, expect, it, vi } from 'vitest'
import { PacketStore } from '../src/data/packets'
import { block, info } from './support'

interface FakeSeries { points: unknown[] }
const gone: FakeSeries[] = []

// The library's part: series that remember their points, and a chart that tells which of them went, and with what.
vi.mock('lightweight-charts', () => {
  const anything = (known: Record<string, unknown>): unknown => new Proxy(known, { get: (of, name) => (name in of ? of[name as string] : () => anything({})) })
  const series = (): unknown => {
    const made: FakeSeries & Record<string, unknown> = { points: [], setData: (data: unknown[]) => (made.points = data), update: (point: unknown) => void made.points.push(point) }
    return anything(made)
  }
  const scale = anything({ getVisibleLogicalRange: () => null, width: () => 800 })
  const chart = anything({ addSeries: series, removeSeries: (it: FakeSeries) => void gone.push({ points: [...it.points] }), panes: () => [anything({}), anything({})], timeScale: () => scale, options: () => ({ timeScale: { barSpacing: 5 } }) })
  return { createChartEx: () => chart, LineStyle: {}, CrosshairMode: {}, ColorType: {}, LineType: {}, PriceScaleMode: {}, AreaSeries: 1, BaselineSeries: 2, CandlestickSeries: 3, HistogramSeries: 4 }
})

describe('A symbol of other decimals', () => {
  it('takes the series of the one before without leaving its points, the reserved ones too, in the scale of time', async () => {
    const { PacketChart } = await import('../src/chart/chart')
    const nothing = (): void => undefined
    const chart = new PacketChart(
      document.createElement('div'), { studies: ['vpin'], spacing: 5, priceShare: 5, axisWidth: 74, rightSpace: 100, compact: false },
      { crosshair: nothing, click: nothing, follow: nothing, older: nothing, layout: nothing }, { offset: () => 0, day: () => '', label: () => '' }, { zoneNote: () => '', tradePill: () => '' }, () => '',
    )
    const first = new PacketStore()
    first.load(block(0, 20))
    chart.show(first, info, null)
    const second = new PacketStore()
    second.load(block(5000, 20))
    chart.show(second, { ...info, name: 'TRXUSDT', priceDecimals: 4 }, null)
    expect(gone.map((it) => it.points.length)).toEqual([0, 0, 0, 0]) // history and tail of price and study
  })
})
