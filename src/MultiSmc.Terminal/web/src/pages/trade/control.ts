/** What keys do to the chart on the page; set by the chart that stands. */
export interface ChartControl {
  reset(): void
  follow(): void
  /** Packet in the middle of the view; null while it follows the newest. */
  middle(): number | null
  full(): void
  /** The next two clicks measure. */
  ruler(): void
  zoom(factor: number): void
  packet(step: number): void
  edge(last: boolean): void
  zone(step: number): void
  trade(step: number): void
}

class ChartKeys {
  control: ChartControl | null = null

  /** Keys of the chart while it has the focus; the others come from the page's own keys. */
  onKey(event: KeyboardEvent): void {
    const control = this.control
    if (!control || event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? 10 : 1
    switch (event.key) {
      case 'ArrowLeft': control.packet(-step); break
      case 'ArrowRight': control.packet(step); break
      case '+': case '=': control.zoom(1.25); break
      case '-': control.zoom(0.8); break
      case 'Home': control.edge(false); break
      case 'End': control.edge(true); break
      default: return
    }
    event.preventDefault()
    event.stopPropagation()
  }
}

export const chartKeys = new ChartKeys()
