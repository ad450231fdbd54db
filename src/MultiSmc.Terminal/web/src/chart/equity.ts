import { AreaSeries, ColorType, CrosshairMode, LineSeries, LineStyle, createChart, type IChartApi, type ISeriesApi, type Time, type UTCTimestamp } from 'lightweight-charts'
import { num, signed } from '../data/format'
import { fade, readTheme, type ChartTheme } from './theme'

export interface EquityLine {
  color: string
  dash: boolean
  values: readonly number[]
}

export interface EquityView {
  /** Seconds since 1970 of each point. */
  t: readonly number[]
  main: readonly number[]
  low: readonly number[] | null
  high: readonly number[] | null
  lines: EquityLine[]
  unit: 'money' | 'percent' | 'r'
}

/** Equity over the calendar with its band, further lines, and the drawdown below. */
export class EquityChart {
  private readonly chart: IChartApi
  private theme: ChartTheme = readTheme()
  private series: ISeriesApi<'Area' | 'Line'>[] = []

  constructor(host: HTMLElement, private readonly language: () => string) {
    this.chart = createChart(host, this.options())
  }

  destroy(): void {
    this.chart.remove()
  }

  set(view: EquityView): void {
    this.theme = readTheme()
    this.chart.applyOptions(this.options())
    for (const it of this.series) this.chart.removeSeries(it)
    this.series = []
    const { theme } = this
    const format = { type: 'custom' as const, minMove: 0.01, formatter: (value: number) => (view.unit === 'percent' ? `${signed(value, 1)}\u2009%` : view.unit === 'r' ? `${signed(value, 1)} R` : num(value)) }
    const points = (values: readonly number[]) => values.map((value, k) => ({ time: view.t[k] as UTCTimestamp as Time, value }))
    const line = (values: readonly number[], color: string, style: LineStyle, width: 1 | 2, pane = 0) => {
      const made = this.chart.addSeries(LineSeries, { color, lineStyle: style, lineWidth: width, priceLineVisible: false, lastValueVisible: false, priceFormat: format, crosshairMarkerVisible: false }, pane)
      made.setData(points(values))
      this.series.push(made as never)
    }
    const last = view.main[view.main.length - 1] ?? 0
    const up = last >= (view.main[0] ?? 0)
    const color = up ? theme.up : theme.dn
    const main = this.chart.addSeries(AreaSeries, { lineColor: color, topColor: fade(color, 0.3), bottomColor: fade(color, 0.02), lineWidth: 2, priceLineVisible: false, priceFormat: format })
    main.setData(points(view.main))
    this.series.push(main as never)
    if (view.low) line(view.low, fade(color, 0.55), LineStyle.Dotted, 1)
    if (view.high) line(view.high, fade(color, 0.55), LineStyle.Dotted, 1)
    for (const it of view.lines) line(it.values, it.color, it.dash ? LineStyle.Dashed : LineStyle.Solid, 1)
    let peak = -Infinity
    const fall = view.main.map((value) => {
      peak = Math.max(peak, value)
      return view.unit === 'money' ? (peak > 0 ? (value / peak - 1) * 100 : 0) : value - peak
    })
    const places = Math.min(0, ...fall) < -5 ? 0 : 2
    const drawdown = this.chart.addSeries(AreaSeries, { lineColor: theme.dn, topColor: fade(theme.dn, 0.02), bottomColor: fade(theme.dn, 0.25), lineWidth: 1, invertFilledArea: true, priceLineVisible: false, lastValueVisible: false, priceFormat: { type: 'custom', minMove: 10 ** -Math.max(1, places), formatter: (value: number) => (view.unit === 'r' ? `${num(value, 0)} R` : `${num(value, places)}\u2009%`) } }, 1)
    drawdown.setData(points(fall))
    this.series.push(drawdown as never)
    this.chart.panes().forEach((pane, k) => pane.setStretchFactor(k === 0 ? 3 : 1))
    this.chart.timeScale().fitContent()
  }

  private options(): object {
    const { theme } = this
    const language = this.language()
    return {
      autoSize: true,
      layout: { background: { type: ColorType.Solid, color: theme.bg }, textColor: theme.t2, fontFamily: theme.font, fontSize: 11, attributionLogo: false, panes: { separatorColor: theme.line, enableResize: false } },
      grid: { vertLines: { visible: false }, horzLines: { color: theme.grid } },
      crosshair: { mode: CrosshairMode.Magnet, vertLine: { color: theme.t3, style: LineStyle.Dotted, labelBackgroundColor: '#5f6a7b' }, horzLine: { color: theme.t3, style: LineStyle.Dotted, labelBackgroundColor: '#5f6a7b' } },
      rightPriceScale: { borderColor: theme.line, ticksVisible: false, scaleMargins: { top: 0.12, bottom: 0.05 } },
      timeScale: { borderColor: theme.line, timeVisible: true, fixLeftEdge: true, fixRightEdge: true, tickMarkFormatter: (time: Time, type: number) => {
        const date = new Date((time as number) * 1000)
        return new Intl.DateTimeFormat(language, type === 0 ? { year: 'numeric', timeZone: 'UTC' } : type === 1 ? { month: 'short', timeZone: 'UTC' } : type === 2 ? { day: 'numeric', timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC' }).format(date)
      } },
      localization: { locale: language },
      handleScroll: { vertTouchDrag: false },
    }
  }
}
