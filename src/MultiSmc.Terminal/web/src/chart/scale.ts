import type { ChartOptionsImpl, DataItem, IHorzScaleBehavior, InternalHorzScaleItem, InternalHorzScaleItemKey, TickMark, TickMarkWeightValue, TimeMark, TimeScalePoint } from 'lightweight-charts'

/** Where the scale reads close times: by absolute packet index; NaN while an index is only reserved. */
export type TimeOf = (index: number) => number

const HOUR = 3_600_000
const MIN = 60_000
/** Boundaries that a packet's close may cross, the weightiest first. */
const STEPS: [number, number][] = [
  [24 * HOUR, 90], [12 * HOUR, 70], [6 * HOUR, 65], [3 * HOUR, 60], [HOUR, 50], [30 * MIN, 40], [15 * MIN, 35], [5 * MIN, 30], [MIN, 20],
  [30_000, 15], [10_000, 12],
]
/** Labels under this weight stay empty where packets close slowly: odd minutes between the quarters of an hour only disturb. */
const VISIBLE = 30
/** About as many packets as a screen shows: how long they took tells which boundaries are wanted as labels. */
const SCREEN = 200

/** Labels under this weight stay empty where a screenful takes so long, in ms: some boundaries above it are in sight at any pace. */
export function visibleFrom(screen: number): number {
  return !(screen < 15 * MIN) ? VISIBLE : screen >= 3 * MIN ? 20 : 12
}

/** Weight of the boundary crossed between two close times (shifted to the zone shown); 0 when none was. */
export function weightBetween(before: number, now: number): number {
  if (!(now > before)) return 0
  for (const [step, weight] of STEPS) if (Math.floor(now / step) !== Math.floor(before / step)) return weight
  return 0
}

/** Text of the boundary crossed last before `now`: "14:30", "14:30:20" between minutes, or the date at midnight; empty under a weight. */
export function boundaryText(weight: number, now: number, day: (ms: number) => string, from = VISIBLE): string {
  if (weight < from) return ''
  const step = STEPS.find(([, it]) => it === weight)?.[0] ?? MIN
  const at = Math.floor(now / step) * step
  if (weight === 90) return day(at)
  const date = new Date(at)
  return date.toISOString().slice(11, step < MIN ? 19 : 16)
}

/** Texts that depend on language and zone. */
export interface ScaleWords {
  /** Minutes added to UTC. */
  offset(): number
  /** "14 Sep" of a shifted time. */
  day(ms: number): string
  /** Crosshair label of an index. */
  label(index: number): string
}

/** The horizontal scale whose unit is the packet: item = absolute packet index, equal spacing, time only as a label. */
export class PacketScale implements IHorzScaleBehavior<number> {
  private chartOptions: ChartOptionsImpl<number> | undefined

  constructor(private readonly timeOf: TimeOf, private readonly words: ScaleWords) {}

  options(): ChartOptionsImpl<number> {
    return this.chartOptions as ChartOptionsImpl<number>
  }

  setOptions(options: ChartOptionsImpl<number>): void {
    this.chartOptions = options
  }

  preprocessData(_data: DataItem<number> | DataItem<number>[]): void {
    // Indices need no preparation.
  }

  updateFormatter(): void {
    // The words come from outside, never from the chart's localization.
  }

  createConverterToInternalObj(): (time: number) => InternalHorzScaleItem {
    return (time) => time as unknown as InternalHorzScaleItem
  }

  convertHorzItemToInternal(item: number): InternalHorzScaleItem {
    return item as unknown as InternalHorzScaleItem
  }

  key(item: InternalHorzScaleItem | number): InternalHorzScaleItemKey {
    return item as unknown as InternalHorzScaleItemKey
  }

  /** Changes when a reserved index becomes known: labels are cached by it. */
  cacheKey(item: InternalHorzScaleItem): number {
    const index = item as unknown as number
    return index * 2 + (Number.isNaN(this.timeOf(index)) ? 0 : 1)
  }

  formatHorzItem(item: InternalHorzScaleItem): string {
    return this.words.label(item as unknown as number)
  }

  formatTickmark(mark: TickMark): string {
    const index = mark.time as unknown as number
    const now = this.shifted(index)
    return Number.isNaN(now) ? '' : boundaryText(weightBetween(this.shifted(index - 1), now), now, (ms) => this.words.day(ms), visibleFrom(now - this.shifted(index - SCREEN)))
  }

  maxTickMarkWeight(marks: TimeMark[]): TickMarkWeightValue {
    let most = 0
    for (const mark of marks) most = Math.max(most, mark.weight as unknown as number)
    return most as unknown as TickMarkWeightValue
  }

  fillWeightsForPoints(points: readonly { -readonly [K in keyof TimeScalePoint]: TimeScalePoint[K] }[], start: number): void {
    for (let place = start; place < points.length; place++) {
      const point = points[place] as { -readonly [K in keyof TimeScalePoint]: TimeScalePoint[K] }
      const index = point.time as unknown as number
      point.timeWeight = weightBetween(this.shifted(index - 1), this.shifted(index)) as unknown as TickMarkWeightValue
    }
  }

  shouldResetTickmarkLabels(): boolean {
    return false
  }

  private shifted(index: number): number {
    return this.timeOf(index) + this.words.offset() * MIN
  }
}
