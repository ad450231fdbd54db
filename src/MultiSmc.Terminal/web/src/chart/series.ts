import {
  AreaSeries, BaselineSeries, CandlestickSeries, HistogramSeries, LineStyle, type DeepPartial, type IChartApiBase, type ISeriesApi, type PriceFormat, type SeriesDefinition, type SeriesOptionsMap,
  type SeriesPartialOptionsMap, type SeriesType,
} from 'lightweight-charts'
import type { PacketStore } from '../data/packets'
import { SeriesPair } from './pair'
import { fade, type ChartTheme } from './theme'

export type StudyName = 'p' | 'vpin' | 'imb' | 'cvd'

/** What the series read while they build their points. */
export interface SeriesSource {
  store(): PacketStore
  unit(): number
  theme(): ChartTheme
  /** Forming packet by its index, or null. */
  forming(): { i: number; o: number; h: number; l: number; c: number; imb: number } | null
  threshold(): number | null
  vpinAlarm(): number | null
  /** VPIN's pane shows its whole range, 0 to 1. */
  wholeVpin(): boolean
  /** What is taken off the cumulative delta at an index (its value at 00:00 UTC, or 0). */
  cvdBase(index: number): number
}

type Chart = IChartApiBase<number>
const quiet = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: true } as const

function pair<T extends SeriesType>(
  chart: Chart, pane: number, definition: SeriesDefinition<T>, options: DeepPartial<SeriesOptionsMap[T]>, point: ConstructorParameters<typeof SeriesPair<T>>[2], joins: boolean, reserves: boolean,
): SeriesPair<T> {
  const make = () => chart.addSeries(definition, { ...quiet, ...options } as SeriesPartialOptionsMap[T], pane) as ISeriesApi<T, number>
  return new SeriesPair<T>(make(), make(), point, joins, reserves)
}

export function pricePair(chart: Chart, source: SeriesSource, format: PriceFormat): SeriesPair<'Candlestick'> {
  return pair<'Candlestick'>(
    chart, 0, CandlestickSeries, { priceFormat: format, ...candleColors(source.theme()) } as DeepPartial<SeriesOptionsMap['Candlestick']>,
    (index) => {
      const store = source.store()
      const unit = source.unit()
      const live = source.forming()
      if (live && live.i === index && index >= store.end) {
        const color = live.c >= live.o ? source.theme().up : source.theme().dn
        // The forming packet is hollow; its frame is drawn beside the series.
        return { time: index, open: live.o / unit, high: live.h / unit, low: live.l / unit, close: live.c / unit, color: fade(color, 0.12), borderColor: color, wickColor: color } as never
      }
      const open = store.at('o', index)
      if (Number.isNaN(open)) return undefined
      return { time: index, open: open / unit, high: store.at('h', index) / unit, low: store.at('l', index) / unit, close: store.at('c', index) / unit } as never
    },
    false, true,
  )
}

export function candleColors(theme: ChartTheme): DeepPartial<SeriesOptionsMap['Candlestick']> {
  return {
    upColor: theme.hollow ? theme.bg : theme.up, downColor: theme.dn, borderVisible: theme.hollow, borderUpColor: theme.up, borderDownColor: theme.dn, wickUpColor: theme.up, wickDownColor: theme.dn,
  }
}

const CLEAR = 'rgba(0, 0, 0, 0)'

export function studyPair(chart: Chart, name: StudyName, pane: number, source: SeriesSource): SeriesPair<SeriesType> {
  const made = name === 'p' ? probability(chart, pane, source) : name === 'vpin' ? vpin(chart, pane, source) : name === 'imb' ? imbalance(chart, pane, source) : delta(chart, pane, source)
  return made as unknown as SeriesPair<SeriesType>
}

function probability(chart: Chart, pane: number, source: SeriesSource): SeriesPair<'Baseline'> {
  return pair<'Baseline'>(
    chart, pane, BaselineSeries, { ...baseline(source, 'p'), priceFormat: { type: 'price', precision: 2, minMove: 0.01 }, autoscaleInfoProvider: fixed(0.3, 0.85) } as never,
    (index) => {
      const store = source.store()
      if (index >= store.end || index < store.from) return undefined
      const value = store.at('p', index)
      const theme = source.theme()
      // A gap is a transparent point: the library draws lines across missing ones.
      if (Number.isNaN(value)) return { time: index, value: source.threshold() ?? 0.5, ...transparent } as never
      if (Number.isNaN(store.at('p', index - 1))) return { time: index, value, ...transparent } as never
      const faint = store.at('near', index) === 1 ? 1 : 0.62
      const low = value < (source.threshold() ?? 0.5)
      return { time: index, value, topLineColor: fade(theme.vio, faint), bottomLineColor: fade(theme.vio, faint * 0.8), bottomFillColor2: fade(theme.dn, low ? 0.14 : 0) } as never
    },
    true, false,
  )
}

const transparent = { topLineColor: CLEAR, bottomLineColor: CLEAR, topFillColor1: CLEAR, topFillColor2: CLEAR, bottomFillColor1: CLEAR, bottomFillColor2: CLEAR }

function vpin(chart: Chart, pane: number, source: SeriesSource): SeriesPair<'Baseline'> {
  return pair<'Baseline'>(
    chart, pane, BaselineSeries, { ...baseline(source, 'vpin'), priceFormat: { type: 'price', precision: 2, minMove: 0.01 }, autoscaleInfoProvider: within(() => (source.wholeVpin() ? [0, 1] : source.vpinAlarm())) } as never,
    (index) => {
      const store = source.store()
      if (index >= store.end || index < store.from) return undefined
      const value = store.at('vpin', index)
      return (Number.isNaN(value) ? { time: index, value: source.vpinAlarm() ?? 0.4, ...transparent } : { time: index, value }) as never
    },
    true, false,
  )
}

/** Options that depend on theme and thresholds. */
export function baseline(source: SeriesSource, name: 'p' | 'vpin'): DeepPartial<SeriesOptionsMap['Baseline']> {
  const theme = source.theme()
  const at = name === 'p' ? (source.threshold() ?? 0.5) : (source.vpinAlarm() ?? 1)
  const [above, below] = name === 'p' ? [theme.vio, theme.vio] : [theme.gold, theme.cyan]
  return {
    baseValue: { type: 'price', price: at }, lineWidth: 1, topLineColor: above, bottomLineColor: below,
    topFillColor1: fade(above, 0.16), topFillColor2: fade(above, 0.02), bottomFillColor1: fade(below, name === 'vpin' ? 0.12 : 0.02), bottomFillColor2: fade(below, 0.02),
  } as DeepPartial<SeriesOptionsMap['Baseline']>
}

function imbalance(chart: Chart, pane: number, source: SeriesSource): SeriesPair<'Histogram'> {
  return pair<'Histogram'>(
    chart, pane, HistogramSeries, { base: 0, priceFormat: { type: 'price', precision: 2, minMove: 0.01 } } as never,
    (index) => {
      const live = source.forming()
      const store = source.store()
      const value = index >= store.end ? (live?.i === index ? live.imb : NaN) : store.at('imb', index)
      if (Number.isNaN(value)) return undefined
      const theme = source.theme()
      return { time: index, value, color: fade(value >= 0 ? theme.up : theme.dn, index >= store.end ? 0.4 : 0.78) } as never
    },
    false, false,
  )
}

function delta(chart: Chart, pane: number, source: SeriesSource): SeriesPair<'Area'> {
  return pair<'Area'>(
    chart, pane, AreaSeries, { ...area(source.theme()), priceFormat: { type: 'volume' } } as never,
    (index) => {
      const store = source.store()
      if (index >= store.end || index < store.from) return undefined
      return { time: index, value: store.at('cd', index) - source.cvdBase(index) } as never
    },
    true, false,
  )
}

export function area(theme: ChartTheme): DeepPartial<SeriesOptionsMap['Area']> {
  return { lineWidth: 1, lineColor: theme.acc, topColor: fade(theme.acc, 0.16), bottomColor: fade(theme.acc, 0.02) } as DeepPartial<SeriesOptionsMap['Area']>
}

function fixed(low: number, high: number) {
  return (original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) => {
    const made = original()
    const range = made?.priceRange
    return { priceRange: { minValue: Math.min(low, range?.minValue ?? low), maxValue: Math.max(high, range?.maxValue ?? high) } }
  }
}

/** Keeps a level in the picture where there is one, for a line that is out of sight says nothing; or shows a range, whatever is in view. */
function within(level: () => number | [number, number] | null) {
  return (original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) => {
    const made = original()
    const at = level()
    if (Array.isArray(at)) return { priceRange: { minValue: at[0], maxValue: at[1] } }
    return at === null || !made?.priceRange ? made : { priceRange: { minValue: Math.min(at, made.priceRange.minValue), maxValue: Math.max(at, made.priceRange.maxValue) } }
  }
}

/** The threshold as a dotted line in its pane. */
export function thresholdLine(series: ISeriesApi<SeriesType, number>, price: number, theme: ChartTheme) {
  return series.createPriceLine({ price, color: fade(theme.t1, 0.7), lineWidth: 1, lineStyle: LineStyle.Dotted, axisLabelVisible: false, title: '' })
}
