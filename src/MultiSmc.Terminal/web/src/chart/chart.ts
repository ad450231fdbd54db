import { createChartEx, type IChartApiBase, type ISeriesApi, type Logical, type MouseEventParams, type SeriesType } from 'lightweight-charts'
import type { Live, SymbolInfo } from '../data/contract'
import { num, shortDecimals } from '../data/format'
import { PacketStore } from '../data/packets'
import { deltaAtDayStart } from './dayStart'
import { Forming, type FormingBody } from './forming'
import { chartOptions, type ChartEvents, type ChartSetup } from './options'
import { Overlay, type OverlayData, type OverlayLayers, type OverlayWords } from './overlay'
import { RESERVED, type SeriesPair } from './pair'
import { PacketScale, type ScaleWords } from './scale'
import { candleColors, pricePair, type SeriesSource, type StudyName } from './series'
import { Shade } from './shade'
import { Study } from './study'
import { Tag } from './tag'
import { fade, readTheme, type ChartTheme } from './theme'

/**
 * Least and most time between two drawings of one forming packet that changes, ms: each repaints every pane, and nobody sees more. With updates every 50 ms
 * every second one is drawn, in the frame that it changes anyway. What closes is drawn at once.
 */
const FORMING_MS = [75, 150] as const

/** One chart of packets: price with its overlay, and studies below. Holds no framework and no state of the page. */
export class PacketChart {
  readonly chart: IChartApiBase<number>
  readonly overlay: Overlay
  theme: ChartTheme = readTheme()
  following = true
  private store: PacketStore = new PacketStore()
  private info: SymbolInfo | null = null
  private live: Live | null = null
  private price: SeriesPair<'Candlestick'> | null = null
  private studies: Study[] = []
  private alarm: number | null = null
  private wholeVpin = true
  private lastTag: Tag | null = null
  private built = -1
  /** Absolute index of the first packet that the chart has: of logical index 0. */
  private base = 0
  private shape = ''
  private moving = false
  /** Forming packet as it was drawn last, when, and the drawing that waits. */
  private drawn: Live | null = null
  private drawnAt = 0
  private later: ReturnType<typeof setTimeout> | undefined
  private cvdFrom: 'day' | 'start' = 'day'
  private dayBase: Float64Array = new Float64Array(0)
  private legend: [number, number] = [0, 0]
  private readonly source: SeriesSource
  private readonly resize: ResizeObserver

  constructor(
    host: HTMLElement,
    private readonly setup: ChartSetup,
    private readonly events: ChartEvents,
    scaleWords: ScaleWords,
    overlayWords: OverlayWords,
    private readonly breakWord: () => string,
  ) {
    const scale = new PacketScale((index) => (index < this.store.end ? this.store.at('t', index) : NaN), scaleWords)
    this.chart = createChartEx<number, PacketScale>(host, scale, { ...this.options() } as never)
    this.overlay = new Overlay(() => this.unit, () => this.base, () => this.theme, overlayWords, (index) => this.lowHigh(index), () => this.legend, () => this.store.end - 1)
    this.source = {
      store: () => this.store, unit: () => this.unit, theme: () => this.theme, forming: () => this.live, threshold: () => this.info?.threshold ?? null,
      vpinAlarm: () => this.alarm, wholeVpin: () => this.wholeVpin, cvdBase: (index) => (this.cvdFrom === 'day' ? (this.dayBase[index - this.store.from] ?? this.dayBase[this.dayBase.length - 1] ?? 0) : this.store.at('cd', this.store.from)),
    }
    this.chart.subscribeCrosshairMove(this.onMove)
    this.chart.subscribeClick(this.onClick)
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(this.onRange)
    this.resize = new ResizeObserver(() => this.events.layout())
    this.resize.observe(host)
  }

  destroy(): void {
    clearTimeout(this.later)
    this.resize.disconnect()
    this.chart.remove()
  }

  get unit(): number {
    return 10 ** (this.info?.priceDecimals ?? 2)
  }

  /** Shows another symbol's packets, or the same after they changed by a block. */
  show(store: PacketStore, info: SymbolInfo, live: Live | null, alarm = info.vpinAlarm): void {
    const anew = this.store !== store || this.price === null
    this.store = store
    this.info = info
    this.live = live
    this.setAlarm(alarm)
    if (anew || this.base < store.from || this.base > store.end) this.base = Math.max(store.from, store.end - (this.setup.block ?? Infinity))
    if (anew) {
      // Series are kept from symbol to symbol where they would be the same: to make them anew costs more than their points.
      const shape = `${info.priceDecimals} ${info.threshold}`
      if (this.price === null || shape !== this.shape) this.makeSeries()
      this.shape = shape
      this.following = true
    }
    this.rebuild()
    if (anew) this.toLive()
  }

  /** Older packets were added in front of the store: what is in view stays. */
  grew(added: number): void {
    this.reach(this.base - added)
  }

  /** Gives the chart older packets that the store has. */
  private reach(to: number): void {
    const added = this.base - Math.max(this.store.from, to)
    this.base -= added
    const scale = this.chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    this.moving = true
    this.rebuild()
    if (range) scale.setVisibleLogicalRange({ from: ((range.from as number) + added) as Logical, to: ((range.to as number) + added) as Logical })
    this.moving = false
  }

  /** A packet closed. */
  closed(index: number): void {
    if (!this.price) return
    if (index >= this.built + RESERVED || this.price.needsFold) {
      this.rebuild()
      return
    }
    this.dayBase = deltaAtDayStart(this.store, this.dayBase)
    this.price.update(index)
    for (const study of this.studies) study.pair.update(index)
    this.tags()
  }

  /** The forming packet changed. */
  forming(live: Live): void {
    this.live = live
    if (!this.price || live.i < this.store.end) return
    const passed = this.drawn?.i === live.i ? performance.now() - this.drawnAt : Infinity
    if (passed >= FORMING_MS[0]) this.drawForming()
    else this.later ??= setTimeout(() => this.drawForming(), FORMING_MS[1] - passed)
  }

  private drawForming(): void {
    clearTimeout(this.later)
    this.later = undefined
    const { live, drawn: before } = this
    if (!this.price || !live || live.i < this.store.end) return
    // A fiftieth of the imbalance is less than a pixel.
    const isNew = before?.i !== live.i
    const price = isNew || before.c !== live.c || before.h !== live.h || before.l !== live.l || before.o !== live.o
    const imbalance = isNew || Math.abs(before.imb - live.imb) >= 0.02
    if (!price && !imbalance) return
    this.drawn = { ...live, imb: imbalance ? live.imb : before.imb }
    this.drawnAt = performance.now()
    if (price) this.price.update(live.i)
    if (imbalance) for (const study of this.studies) if (study.name === 'imb') study.pair.update(live.i)
    this.tags()
  }

  /** The model spoke at a packet. */
  judged(index: number): void {
    for (const study of this.studies) if (study.name === 'p') study.pair.update(index)
    this.tags()
  }

  setOverlay(data: OverlayData): void {
    this.overlay.set(data)
  }

  setLayers(layers: OverlayLayers): void {
    this.overlay.setLayers(layers)
  }

  setStudies(names: StudyName[]): void {
    if (names.join() === this.setup.studies.join()) return
    this.setup.studies = names
    const range = this.chart.timeScale().getVisibleLogicalRange()
    this.makeSeries()
    this.rebuild()
    if (range) this.chart.timeScale().setVisibleLogicalRange(range)
  }

  /** VPIN from which it is drawn as alarm; null: nowhere. */
  setAlarm(at: number | null): void {
    if (at === this.alarm) return
    this.alarm = at
    for (const study of this.studies) if (study.name === 'vpin') study.restyle()
  }

  /** The whole range of VPIN in its pane, 0 to 1, or what is in view. */
  setWholeVpin(on: boolean): void {
    this.wholeVpin = on
    for (const study of this.studies) if (study.name === 'vpin') study.restyle()
  }

  setCvdFrom(from: 'day' | 'start'): void {
    this.cvdFrom = from
    for (const study of this.studies) if (study.name === 'cvd') study.pair.rebuild(this.base, this.store.end)
    this.built = this.store.end
    this.rebuild()
  }

  setLegend(width: number, height: number): void {
    this.legend = [width, height]
  }

  restyle(): void {
    this.theme = readTheme()
    this.chart.applyOptions(this.options() as never)
    if (!this.price) return
    for (const series of [this.price.history, this.price.tail]) series.applyOptions(candleColors(this.theme) as never)
    for (const study of this.studies) study.restyle()
    this.rebuild()
    this.overlay.redraw()
  }

  toLive(): void {
    this.moving = true
    this.chart.timeScale().applyOptions({ barSpacing: this.setup.spacing, rightOffsetPixels: this.setup.rightSpace } as never)
    this.chart.timeScale().scrollToPosition(this.setup.rightSpace / this.spacing, false)
    this.moving = false
    this.setFollow(true)
  }

  /** Sticks to the last packet without changing the zoom. */
  stick(): void {
    this.moving = true
    this.chart.timeScale().applyOptions({ rightOffsetPixels: this.setup.rightSpace } as never)
    this.chart.timeScale().scrollToPosition(this.setup.rightSpace / this.spacing, false)
    this.moving = false
    this.setFollow(true)
  }

  zoom(factor: number): void {
    const scale = this.chart.timeScale()
    scale.applyOptions({ barSpacing: Math.min(60, Math.max(0.02, this.spacing * factor)) } as never)
  }

  get spacing(): number {
    return (this.chart.options() as unknown as { timeScale: { barSpacing: number } }).timeScale.barSpacing
  }

  /** Brings an absolute index into view, in the middle. */
  goTo(index: number): void {
    if (index < this.base) this.reach(index - (this.setup.block ?? 0))
    const range = this.chart.timeScale().getVisibleLogicalRange()
    if (!range) return
    const half = ((range.to as number) - (range.from as number)) / 2
    const at = index - this.base
    this.chart.timeScale().setVisibleLogicalRange({ from: (at - half) as Logical, to: (at + half) as Logical })
    this.setFollow(false)
  }

  /** What is in view, in absolute indices; null before there is anything. */
  view(): { from: number; to: number } | null {
    const range = this.chart.timeScale().getVisibleLogicalRange()
    return range && { from: (range.from as number) + this.base, to: (range.to as number) + this.base }
  }

  lookAt(view: { from: number; to: number }): void {
    if (view.from < this.base) this.reach(Math.floor(view.from) - (this.setup.block ?? 0))
    this.chart.timeScale().setVisibleLogicalRange({ from: (view.from - this.base) as Logical, to: (view.to - this.base) as Logical })
  }

  /** Puts the crosshair on a packet (keyboard reading). */
  point(index: number): void {
    if (!this.price) return
    const series = index >= this.built - 1 ? this.price.tail : this.price.history
    this.chart.setCrosshairPosition(this.store.at('c', index) / this.unit, index, series as ISeriesApi<SeriesType, number>)
    const x = this.chart.timeScale().logicalToCoordinate((index - this.base) as Logical)
    if (x === null || x < 0 || x > this.chart.timeScale().width()) this.goTo(index)
  }

  /** Top and height of each pane in the host, in CSS pixels. */
  panes(): { top: number; height: number }[] {
    let top = 0
    return this.chart.panes().map((pane) => {
      const height = pane.getHeight()
      const box = { top, height }
      top += height + 1
      return box
    })
  }

  private setFollow(on: boolean): void {
    if (this.following === on) return
    this.following = on
    this.events.follow(on)
  }

  private body(): FormingBody | null {
    const { live, unit, theme } = this
    // Where every candle has its frame, the library draws this one's too.
    if (!live || live.i < this.store.end || theme.hollow) return null
    return { at: live.i - this.base, open: live.o / unit, close: live.c / unit, color: live.c >= live.o ? theme.up : theme.dn }
  }

  private lowHigh(index: number): [number, number] {
    if (this.live?.i === index && index >= this.store.end) return [this.live.l, this.live.h]
    return [this.store.at('l', index), this.store.at('h', index)]
  }

  private makeSeries(): void {
    for (const pair of [this.price, ...this.studies.map((it) => it.pair)])
      if (pair) {
        // A series that goes with its points leaves the reserved ones in the scale of time: every place after them would be counted wrong.
        pair.clear()
        this.chart.removeSeries(pair.history as never)
        this.chart.removeSeries(pair.tail as never)
      }
    const decimals = this.decimals
    const format = { type: 'custom', minMove: 1 / this.unit, formatter: (value: number) => num(value, decimals), tickmarksFormatter: (values: number[]) => this.axisTexts(values, decimals) } as never
    this.price = pricePair(this.chart, this.source, format)
    this.price.tail.attachPrimitive(this.overlay as never)
    this.price.tail.attachPrimitive(new Shade(() => this.store, () => this.base, () => this.theme, false, this.breakWord, true) as never)
    this.price.tail.attachPrimitive(new Forming(() => this.body()) as never)
    this.lastTag = new Tag()
    this.price.tail.attachPrimitive(this.lastTag as never)
    this.studies = this.setup.studies.map((name, k) => new Study(this.chart, name, k + 1, this.source, new Shade(() => this.store, () => this.base, () => this.theme, name === 'p', () => '')))
    const panes = this.chart.panes()
    panes.forEach((pane, k) => pane.setStretchFactor(k === 0 ? this.setup.priceShare : 1))
    this.chart.priceScale('right', 0).applyOptions({ scaleMargins: { top: 0.1, bottom: 0.07 } })
    for (let k = 1; k < panes.length; k++) this.chart.priceScale('right', k).applyOptions({ scaleMargins: { top: 0.2, bottom: 0.12 } })
  }

  private rebuild(): void {
    if (!this.price) return
    this.dayBase = deltaAtDayStart(this.store)
    const { base: from } = this
    const { end } = this.store
    // Weights of known points are kept by the library: everything goes first, so that they are worked out anew.
    for (const pair of [this.price, ...this.studies.map((it) => it.pair)]) pair.clear()
    this.price.rebuild(from, end)
    for (const study of this.studies) study.pair.rebuild(from, end)
    this.built = end
    this.drawn = null
    this.drawForming()
    this.tags()
  }

  private get decimals(): number {
    const decimals = this.info?.priceDecimals ?? 2
    return this.setup.compact ? shortDecimals(this.store.at('c', this.store.end - 1), decimals) : decimals
  }

  private tags(): void {
    const { theme, store } = this
    const last = this.live && this.live.i >= store.end ? this.live.c : store.at('c', store.end - 1)
    if (this.lastTag && !Number.isNaN(last)) {
      this.lastTag.set(last / this.unit, num(last / this.unit, this.decimals), theme.axisTag, theme.onAxisTag, fade(theme.t1, 0.65))
    }
    for (const study of this.studies) study.mark()
  }

  /** Numbers within 15 px of a tag would lie under it. */
  private axisTexts(values: number[], decimals: number): string[] {
    const series = this.price?.tail
    const taken = [...(this.overlay.layers.orders ? this.overlay.data.levels : []).map((it) => it.price), this.lastTag?.price ?? NaN].map((it) => series?.priceToCoordinate(it) ?? NaN)
    return values.map((value) => {
      const y = series?.priceToCoordinate(value) ?? NaN
      return taken.some((it) => Math.abs(it - y) < 15) ? '' : num(value, decimals)
    })
  }

  private readonly onMove = (event: MouseEventParams<number>): void => {
    const index = event.time === undefined ? null : event.time
    const known = index !== null && index <= Math.max(this.store.end - 1, this.live?.i ?? -1) && index >= this.store.from ? index : null
    this.events.crosshair(known, event.point?.x ?? -1, event.point?.y ?? -1, event.paneIndex ?? 0)
  }

  private readonly onClick = (event: MouseEventParams<number>): void => {
    if (event.time === undefined || !event.point) return
    const price = event.paneIndex === 0 ? (this.price?.tail.coordinateToPrice(event.point.y) ?? null) : null
    this.events.click(event.time, price, event.sourceEvent?.shiftKey ?? false, event.point.x, event.point.y)
  }

  private readonly onRange = (): void => {
    const range = this.chart.timeScale().getVisibleLogicalRange()
    if (!range || this.moving) return
    const lastBar = (this.live && this.live.i >= this.store.end ? this.live.i : this.store.end - 1) - this.base
    this.setFollow((range.to as number) >= lastBar - 1)
    if ((range.from as number) >= 200) return
    if (this.base > this.store.from) this.reach(this.base - (this.setup.block ?? 0))
    else if (this.store.from > this.store.first) this.events.older()
  }

  private options(): object {
    return chartOptions(this.theme, this.setup, this.chart ? this.spacing : this.setup.spacing)
  }
}
