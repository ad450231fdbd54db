import { ColorType, CrosshairMode, LineStyle } from 'lightweight-charts'
import type { StudyName } from './series'
import type { ChartTheme } from './theme'

export interface ChartEvents {
  /** The packet under the crosshair, or null when it left. */
  crosshair(index: number | null, x: number, y: number, pane: number): void
  click(index: number, price: number | null, shift: boolean, x: number, y: number): void
  follow(on: boolean): void
  /** Older packets are about to come into view. */
  older(): void
  layout(): void
}

export interface ChartSetup {
  studies: StudyName[]
  spacing: number
  /** Height of the price pane against 1 for a study. */
  priceShare: number
  axisWidth: number
  rightSpace: number
  compact: boolean
  /** Packets that are given to the chart at first; more as older ones come into view. Absent: all there are. */
  block?: number
}

/** The library's options for a theme. */
export function chartOptions(theme: ChartTheme, setup: ChartSetup, spacing: number): object {
  return {
    autoSize: true,
    layout: { background: { type: ColorType.Solid, color: theme.bg }, textColor: theme.t2, fontFamily: theme.font, fontSize: 11, attributionLogo: false, panes: { separatorColor: theme.line, separatorHoverColor: theme.line2, enableResize: true } },
    grid: { vertLines: { color: theme.grid }, horzLines: { color: theme.grid } },
    crosshair: { mode: CrosshairMode.Normal, vertLine: { color: theme.t3, width: 1, style: LineStyle.Dotted, labelBackgroundColor: theme.dark ? '#828ea1' : '#4a5565' }, horzLine: { color: theme.t3, width: 1, style: LineStyle.Dotted, labelBackgroundColor: theme.dark ? '#828ea1' : '#4a5565' } },
    rightPriceScale: { borderColor: theme.line, minimumWidth: setup.axisWidth, entireTextOnly: true, ticksVisible: false },
    timeScale: {
      borderColor: theme.line, rightOffsetPixels: setup.rightSpace, barSpacing: spacing, minBarSpacing: 0.02, enableConflation: true, allowShiftVisibleRangeOnWhitespaceReplacement: true,
      minimumHeight: 28, allowBoldLabels: false, ticksVisible: false, shiftVisibleRangeOnNewBar: true,
    },
    handleScroll: { pressedMouseMove: true, mouseWheel: true, horzTouchDrag: true, vertTouchDrag: false },
    kineticScroll: { touch: true, mouse: false },
  }
}
