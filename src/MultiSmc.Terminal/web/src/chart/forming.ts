import type { IPrimitivePaneView, ISeriesPrimitive, Logical, SeriesAttachedParameter } from 'lightweight-charts'

/** Body of the packet that is forming, in prices of the scale. */
export interface FormingBody {
  /** Logical index. */
  at: number
  open: number
  close: number
  color: string
}

/**
 * The frame of the forming packet, which is hollow. Frames are not asked of the library: it would draw four lines around each of the hundreds of bodies in view,
 * which are of the same colour as what they frame.
 */
export class Forming implements ISeriesPrimitive<number> {
  private attachedTo: SeriesAttachedParameter<number> | null = null
  private readonly views: IPrimitivePaneView[] = [
    {
      zOrder: () => 'normal',
      renderer: () => ({
        draw: (target) => target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => this.draw(context, horizontalPixelRatio, verticalPixelRatio)),
      }),
    },
  ]

  /** @param body What is forming now; null: nothing, or nothing that needs a frame. */
  constructor(private readonly body: () => FormingBody | null) {}

  attached(parameter: SeriesAttachedParameter<number>): void {
    this.attachedTo = parameter
  }

  detached(): void {
    this.attachedTo = null
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views
  }

  private draw(context: CanvasRenderingContext2D, horizontal: number, vertical: number): void {
    const to = this.attachedTo
    const it = this.body()
    if (!to || !it) return
    const scale = to.chart.timeScale()
    const x = scale.logicalToCoordinate(it.at as Logical)
    const [open, close] = [to.series.priceToCoordinate(it.open), to.series.priceToCoordinate(it.close)]
    if (x === null || open === null || close === null) return
    const width = bodyWidth((to.chart.options() as unknown as { timeScale: { barSpacing: number } }).timeScale.barSpacing, horizontal)
    const line = Math.min(Math.max(1, Math.floor(horizontal)), Math.floor((width - 1) / 2))
    if (line < 1) return // as narrow as its wick
    const top = Math.round(Math.min(open, close) * vertical)
    const height = Math.round(Math.max(open, close) * vertical) - top + 1
    context.strokeStyle = it.color
    context.lineWidth = line
    context.strokeRect(Math.round(x * horizontal) - Math.floor(width / 2) + line / 2, top + line / 2, width - line, Math.max(0, height - line))
  }
}

/** Width that the library gives a candle's body, in device pixels: 3 between 2.5 and 4, then from the whole spacing down to four fifths of it, less one where the wick would not be in the middle. */
export function bodyWidth(spacing: number, ratio: number): number {
  if (spacing >= 2.5 && spacing <= 4) return centred(Math.floor(3 * ratio), ratio)
  const share = 1 - (0.2 * Math.atan(Math.max(4, spacing) - 4)) / (Math.PI / 2)
  return centred(Math.max(Math.floor(ratio), Math.floor(spacing * share * ratio)), ratio)
}

/** A body has the wick in its middle: both are odd or both are even. */
function centred(width: number, ratio: number): number {
  return width >= 2 && width % 2 !== Math.floor(ratio) % 2 ? width - 1 : width
}
