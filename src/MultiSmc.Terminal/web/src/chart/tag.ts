import type { IPrimitivePaneView, ISeriesPrimitive, ISeriesPrimitiveAxisView, SeriesAttachedParameter } from 'lightweight-charts'

/** The last value of a pane: a filled tag on the axis and, for the price, a dotted line across. Drawn by us so that it need not belong to a series that changes. */
export class Tag implements ISeriesPrimitive<number>, ISeriesPrimitiveAxisView {
  price = NaN
  private label = ''
  private back = ''
  private front = ''
  private line = ''
  private attachedTo: SeriesAttachedParameter<number> | null = null
  private readonly views: IPrimitivePaneView[] = [
    {
      zOrder: () => 'bottom',
      renderer: () => ({
        draw: (target) =>
          target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            const y = this.coordinate()
            if (this.line === '' || y < 0) return
            context.setLineDash([1, 2])
            context.strokeStyle = this.line
            context.lineWidth = 1
            context.beginPath()
            context.moveTo(0, Math.round(y) + 0.5)
            context.lineTo(mediaSize.width, Math.round(y) + 0.5)
            context.stroke()
            context.setLineDash([])
          }),
      }),
    },
  ]

  /**
   * Set together with a point of the series it belongs to: that repaints its pane. Asking for a paint of its own would lay out and paint every pane anew,
   * many times a second.
   */
  set(price: number, label: string, back: string, front: string, line = ''): void {
    if (price === this.price && label === this.label && back === this.back) return
    this.price = price
    this.label = label
    this.back = back
    this.front = front
    this.line = line
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
  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return [this]
  }
  coordinate(): number {
    return Number.isNaN(this.price) ? -100 : (this.attachedTo?.series.priceToCoordinate(this.price) ?? -100)
  }
  text(): string {
    return this.label
  }
  textColor(): string {
    return this.front
  }
  backColor(): string {
    return this.back
  }
  visible(): boolean {
    return !Number.isNaN(this.price)
  }
}
