import type { AutoscaleInfo, IPrimitivePaneView, ISeriesPrimitive, ISeriesPrimitiveAxisView, Logical, SeriesAttachedParameter } from 'lightweight-charts'
import type { BreakNews, SwingNews, Zone } from '../data/contract'
import { Occupied, lowerBound } from './labels'
import { arrows, paintBack, paintFront, type Paint } from './paint'
import type { ChartTheme } from './theme'

/** A horizontal level with a pill on the chart and a tag on the axis. */
export interface Level {
  price: number
  /** Absolute index where the line begins; null: across the whole pane. */
  from: number | null
  pill: string
  tag: string
  color: string
  onColor: string
  dash: boolean
  width: number
  /** Setup that it belongs to; a press on the line of another one chooses it. */
  setup?: number
  /** Of a setup that is not the chosen one: behind, thinner, its tag hollow. */
  dim?: boolean
  /** The pill has room for a button at its right end: an order stands here that can be taken back. */
  button?: boolean
}

export interface Pull {
  packet: number
  px: number
}

export interface OverlayData {
  zones: readonly Zone[]
  breaks: readonly BreakNews[]
  swings: readonly SwingNews[]
  levels: readonly Level[]
  /** Id of the zone whose levels are drawn in full, or null. */
  active: number | null
  /** Zones of another setup, drawn as dashed outlines (the Lab's baseline). */
  ghosts: readonly Zone[]
  selected: number | null
  /** Ground between entry and target, and between entry and stop, of the setup whose levels are drawn. */
  shade?: { from: number | null; entry: number; target: number; stop: number } | null
  /** Packets at which the model took an order back, and the order's price. */
  pulls?: readonly Pull[]
  measure: { fromIndex: number; fromPrice: number; toIndex: number; toPrice: number; text: string } | null
}

export interface OverlayLayers {
  zones: boolean
  structure: boolean
  swings: boolean
  /** Levels of orders and positions, the ground between them, and where the model took orders back. */
  orders: boolean
  trades: boolean
  /** What orders would have come to that the model took back. */
  whatIf: boolean
  shorts: boolean
}

export interface OverlayWords {
  zoneNote(zone: Zone): string
  tradePill(zone: Zone): string
  /** What the order that the model took back would have come to. */
  would?(zone: Zone): string
}

export const NO_OVERLAY: OverlayData = { zones: [], breaks: [], swings: [], levels: [], active: null, ghosts: [], selected: null, measure: null }

/** Draws every overlay of the price pane in one primitive, culled by binary search on the packet index. */
export class Overlay implements ISeriesPrimitive<number> {
  data: OverlayData = NO_OVERLAY
  layers: OverlayLayers = { zones: true, structure: true, swings: true, orders: true, trades: true, whatIf: true, shorts: false }
  private attachedTo: SeriesAttachedParameter<number> | null = null
  private readonly occupied = new Occupied()
  private axis: AxisTag[] = []
  private spot: { x: number; y: number } | null = null
  /** Told where the button of a level's pill belongs, its middle in pane coordinates, whenever that changes; null: nowhere. */
  onButton: ((at: { x: number; y: number } | null) => void) | null = null
  private readonly back: IPrimitivePaneView
  private readonly front: IPrimitivePaneView

  constructor(
    private readonly unit: () => number,
    private readonly firstIndex: () => number,
    private readonly theme: () => ChartTheme,
    private readonly words: OverlayWords,
    private readonly lowHigh: (index: number) => [number, number],
    private readonly legendBox: () => [number, number],
    private readonly lastIndex: () => number,
  ) {
    const view = (zOrder: 'bottom' | 'normal', paint: (p: Paint) => void): IPrimitivePaneView => ({
      zOrder: () => zOrder,
      renderer: () => ({
        draw: (target) =>
          target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            const made = this.paint(context, mediaSize.width, mediaSize.height)
            if (made) paint(made)
          }),
      }),
    })
    this.back = view('bottom', paintBack)
    this.front = view('normal', (p) => {
      paintFront(p)
      this.placeButton(p.button)
    })
  }

  attached(parameter: SeriesAttachedParameter<number>): void {
    this.attachedTo = parameter
  }

  detached(): void {
    this.attachedTo = null
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [this.back, this.front]
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.axis
  }

  /** Entry, target and stop belong to the picture while the last packets are in view, unless they are so far that the candles would be crushed. */
  autoscaleInfo(_start: Logical, end: Logical): AutoscaleInfo | null {
    const levels = this.data.levels.filter((it) => !it.dim)
    if (!this.layers.orders || levels.length === 0 || (end as number) + this.firstIndex() < this.lastIndex() - 2) return null
    const prices = levels.map((it) => it.price)
    const low = Math.min(...prices)
    const high = Math.max(...prices)
    return (high - low) / low > 0.06 ? null : { priceRange: { minValue: low, maxValue: high } }
  }

  /** Takes new data; zones sorted by creation, breaks by their breaking packet, swings by their packet. */
  set(data: OverlayData): void {
    this.data = data
    this.tags()
    this.redraw()
  }

  setLayers(layers: OverlayLayers): void {
    this.layers = layers
    this.tags()
    this.redraw()
  }

  private tags(): void {
    const place = (price: number): number => this.attachedTo?.series.priceToCoordinate(price) ?? -100
    this.axis = this.layers.orders ? this.data.levels.map((level) => new AxisTag(level.dim ? { ...level, color: this.theme().bg, onColor: level.color } : level, place)) : []
  }

  redraw(): void {
    this.attachedTo?.requestUpdate()
  }

  /** Zone under a point of the pane, or null. */
  zoneAt(x: number, y: number): Zone | null {
    const p = this.paint(null, 0, 0)
    if (!p || !this.layers.zones) return null
    for (let k = this.data.zones.length - 1; k >= 0; k--) {
      const zone = this.data.zones[k] as Zone
      if (!zone.up && !this.layers.shorts) continue
      const [left, right] = p.span(zone)
      const top = p.y(Math.max(zone.top, zone.bottom))
      const bottom = p.y(Math.min(zone.top, zone.bottom))
      if (x >= left && x <= right && y >= top - 2 && y <= bottom + 2) return zone
    }
    return null
  }

  /** Fill whose arrow is under a point: its zone and packet, or null. */
  fillAt(x: number, y: number): { zone: Zone; index: number } | null {
    const p = this.paint(null, 0, 0)
    if (!p || !this.layers.trades) return null
    for (const zone of p.zones) for (const it of arrows(p, zone)) if (Math.abs(it.x - x) <= 8 && Math.abs(it.y + 4 - y) <= 9) return { zone, index: it.index }
    return null
  }

  /** Level whose line is under a point, the chosen setup's first; null for none. */
  levelAt(x: number, y: number): Level | null {
    const p = this.paint(null, 0, 0)
    if (!p || !this.layers.orders) return null
    return this.data.levels.find((it) => Math.abs(p.yPrice(it.price) - y) <= 5 && (it.from === null || x >= p.x(it.from))) ?? null
  }

  /** Break whose line is under a point, or null. */
  breakAt(x: number, y: number): BreakNews | null {
    const p = this.paint(null, 0, 0)
    if (!p || !this.layers.structure) return null
    return this.data.breaks.find((it) => Math.abs(p.y(it.px) - y) <= 5 && x >= p.x(it.i) && x <= p.x(it.at)) ?? null
  }

  /** Where a zone is drawn, in pane coordinates. */
  zoneBox(zone: Zone): { left: number; right: number; top: number; bottom: number } | null {
    const p = this.paint(null, 0, 0)
    if (!p) return null
    const [left, right] = p.span(zone)
    return { left, right, top: p.y(Math.max(zone.top, zone.bottom)), bottom: p.y(Math.min(zone.top, zone.bottom)) }
  }

  private placeButton(at: { x: number; y: number } | null): void {
    if (at?.x === this.spot?.x && at?.y === this.spot?.y) return
    this.spot = at
    this.onButton?.(at)
  }

  private paint(context: CanvasRenderingContext2D | null, width: number, height: number): Paint | null {
    const to = this.attachedTo
    if (!to) return null
    const scale = to.chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    if (!range) return null
    const first = this.firstIndex()
    const unit = this.unit()
    const spacing = (to.chart.options() as unknown as { timeScale: { barSpacing: number } }).timeScale.barSpacing
    // The library answers integers only: one anchor and the spacing give every place.
    const anchor = Math.round((range.from as number) + ((range.to as number) - (range.from as number)) / 2)
    const anchorX = scale.logicalToCoordinate(anchor as never) ?? 0
    const left = Math.floor(range.from as number) + first
    const right = Math.ceil(range.to as number) + first
    const full = width || scale.width()
    const x = (index: number) => anchorX + (index - first - anchor) * spacing
    return {
      context: context as CanvasRenderingContext2D, width: full, height, theme: this.theme(), layers: this.layers, data: this.data, words: this.words,
      occupied: this.occupied, spacing, left, right, unit, x,
      y: (px) => to.series.priceToCoordinate(px / unit) ?? -1000,
      yPrice: (price) => to.series.priceToCoordinate(price) ?? -1000,
      span: (zone) => [x(zone.created) - spacing / 2, zone.endedAt >= 0 ? x(zone.endedAt) + spacing / 2 : full],
      zones: this.data.zones.filter((it) => it.created <= right && (it.endedAt < 0 || Math.max(it.endedAt, it.trade?.outAt ?? -1, it.would?.outAt ?? -1) >= left)),
      breaks: this.data.breaks.slice(lowerBound(this.data.breaks, left, (it) => it.at)).filter((it) => it.i <= right),
      swings: this.data.swings.slice(lowerBound(this.data.swings, left, (it) => it.i), lowerBound(this.data.swings, right + 1, (it) => it.i)),
      lowHigh: this.lowHigh, legend: this.legendBox(), button: null,
    }
  }
}

class AxisTag implements ISeriesPrimitiveAxisView {
  constructor(
    private readonly level: Level,
    private readonly place: (price: number) => number,
  ) {}
  coordinate(): number {
    return this.place(this.level.price)
  }
  text(): string {
    return this.level.tag
  }
  textColor(): string {
    return this.level.onColor
  }
  backColor(): string {
    return this.level.color
  }
}
