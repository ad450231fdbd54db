import type { IPrimitivePaneView, ISeriesPrimitive, SeriesAttachedParameter } from 'lightweight-charts'
import { usualDuration, type PacketStore } from '../data/packets'
import { fade, type ChartTheme } from './theme'

/** Gold ground of the probability pane where the model's answer was acted on, and dashed lines where a segment of data begins. */
export class Shade implements ISeriesPrimitive<number> {
  private attachedTo: SeriesAttachedParameter<number> | null = null
  private readonly views: IPrimitivePaneView[]

  constructor(
    private readonly store: () => PacketStore,
    /** Absolute index of logical index 0. */
    private readonly base: () => number,
    private readonly theme: () => ChartTheme,
    private readonly near: boolean,
    private readonly breakWord: () => string,
    /** Marks packets that took at least twice as long as usual. */
    private readonly slow = false,
  ) {
    this.views = [
      {
        zOrder: () => 'bottom',
        renderer: () => ({ draw: (target) => target.useMediaCoordinateSpace(({ context, mediaSize }) => this.draw(context, mediaSize.width, mediaSize.height)) }),
      },
    ]
  }

  attached(parameter: SeriesAttachedParameter<number>): void {
    this.attachedTo = parameter
  }

  detached(): void {
    this.attachedTo = null
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views
  }

  private draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const to = this.attachedTo
    const scale = to?.chart.timeScale()
    const range = scale?.getVisibleLogicalRange()
    if (!to || !scale || !range) return
    const store = this.store()
    const spacing = (to.chart.options() as unknown as { timeScale: { barSpacing: number } }).timeScale.barSpacing
    const first = Math.max(0, Math.floor(range.from as number))
    const skip = Math.max(0, this.base() - store.from)
    const last = Math.min(store.count - skip - 1, Math.ceil(range.to as number))
    const anchor = scale.logicalToCoordinate(first as never) ?? 0
    const theme = this.theme()
    const near = store.view('near').subarray(skip)
    const p = store.view('p').subarray(skip)
    const segments = store.view('seg').subarray(skip)
    if (this.near) this.dots(context, p, first, last, anchor, spacing)
    if (this.slow && spacing >= 2) this.durations(context, store, first, last, anchor, spacing, height)
    let start = -1
    for (let k = first; k <= last + 1; k++) {
      const on = this.near && k <= last && near[k] === 1 && !Number.isNaN(p[k])
      if (on && start < 0) start = k
      if (!on && start >= 0) {
        context.fillStyle = fade(theme.goldFill, theme.dark ? 0.13 : 0.15)
        context.fillRect(anchor + (start - first - 0.5) * spacing, 0, (k - start) * spacing, height)
        start = -1
      }
      if (k > first && k <= last && segments[k] !== segments[k - 1]) this.segment(context, anchor + (k - first - 0.5) * spacing, height, width)
    }
  }

  /** A row at the foot of the pane: the slower a packet, the stronger. */
  private durations(context: CanvasRenderingContext2D, store: PacketStore, first: number, last: number, anchor: number, spacing: number, height: number): void {
    const usual = usualDuration(store, this.base() + first, this.base() + last)
    if (!(usual > 0)) return
    for (let k = first; k <= last; k++) {
      const ratio = (store.at('t', this.base() + k) - store.at('t0', this.base() + k)) / usual
      if (!(ratio >= 2)) continue
      context.fillStyle = fade(this.theme().warn, Math.min(0.9, 0.2 + Math.log2(ratio) * 0.2))
      context.fillRect(anchor + (k - first - 0.5) * spacing, height - 3, spacing, 3)
    }
  }

  /** A judgement without neighbours has no line to lie on. */
  private dots(context: CanvasRenderingContext2D, p: Float64Array, first: number, last: number, anchor: number, spacing: number): void {
    context.fillStyle = this.theme().vio
    for (let k = first; k <= last; k++) {
      const value = p[k] as number
      if (Number.isNaN(value) || !Number.isNaN(p[k - 1] ?? NaN) || !Number.isNaN(p[k + 1] ?? NaN)) continue
      const y = this.attachedTo?.series.priceToCoordinate(value) ?? -10
      context.beginPath()
      context.arc(anchor + (k - first) * spacing, y, 2, 0, Math.PI * 2)
      context.fill()
    }
  }

  private segment(context: CanvasRenderingContext2D, x: number, height: number, width: number): void {
    if (x < 0 || x > width) return
    const theme = this.theme()
    context.setLineDash([3, 3])
    context.strokeStyle = theme.warn
    context.beginPath()
    context.moveTo(Math.round(x) + 0.5, 0)
    context.lineTo(Math.round(x) + 0.5, height)
    context.stroke()
    context.setLineDash([])
    const word = this.breakWord()
    if (word === '') return
    context.font = `400 10px ${theme.font}`
    context.fillStyle = theme.warn
    context.fillText(word, x + 4, height - 6)
  }
}
