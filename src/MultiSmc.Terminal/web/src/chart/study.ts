import type { IChartApiBase, IPriceLine, SeriesType } from 'lightweight-charts'
import { num } from '../data/format'
import type { SeriesPair } from './pair'
import { area, baseline, studyPair, thresholdLine, type SeriesSource, type StudyName } from './series'
import type { Shade } from './shade'
import { Tag } from './tag'

/** A pane under the price: its series, the level in it, and the tag of its newest value on the axis. */
export class Study {
  readonly pair: SeriesPair<SeriesType>
  private readonly tag = new Tag()
  private line: IPriceLine | null = null

  constructor(chart: IChartApiBase<number>, readonly name: StudyName, pane: number, private readonly source: SeriesSource, shade: Shade) {
    this.pair = studyPair(chart, name, pane, source)
    const text = (value: number): string => (name === 'cvd' ? `${num(value / 1e6, 1)}M` : num(value, 2))
    const priceFormat = { type: 'custom', minMove: 0.01, formatter: text, tickmarksFormatter: (values: number[]) => values.map(() => '') }
    this.pair.tail.attachPrimitive(this.tag as never)
    this.pair.tail.attachPrimitive(shade as never)
    for (const series of [this.pair.history, this.pair.tail]) series.applyOptions({ priceFormat } as never)
    this.drawLevel()
  }

  /** Takes colours, level and scale from its source anew. */
  restyle(): void {
    for (const series of [this.pair.history, this.pair.tail]) {
      if (this.name === 'p' || this.name === 'vpin') series.applyOptions(baseline(this.source, this.name) as never)
      if (this.name === 'cvd') series.applyOptions(area(this.source.theme()) as never)
    }
    this.drawLevel()
  }

  private drawLevel(): void {
    if (this.line) this.pair.tail.removePriceLine(this.line)
    const at = this.name === 'p' ? this.source.threshold() : this.name === 'vpin' ? this.source.vpinAlarm() : null
    this.line = at === null ? null : thresholdLine(this.pair.tail, at, this.source.theme())
  }

  /** Its newest value as a tag on the axis. */
  mark(): void {
    const { tag, source } = this
    const store = source.store()
    const theme = source.theme()
    const index = store.end - 1
    if (this.name === 'p' || this.name === 'vpin') {
      for (let at = index; at >= Math.max(store.from, store.end - 400); at--) {
        const value = store.at(this.name, at)
        if (!Number.isNaN(value)) return tag.set(value, num(value, 2), this.name === 'p' ? theme.vio : theme.cyan, theme.onAcc)
      }
      return tag.set(NaN, '', theme.vio, theme.vio)
    }
    if (this.name === 'imb') {
      const value = store.at('imb', index)
      return tag.set(value, num(value, 2), value >= 0 ? theme.up : theme.dn, theme.dark ? (value >= 0 ? theme.onUp : theme.onDn) : theme.onUp)
    }
    const value = store.at('cd', index) - source.cvdBase(index)
    tag.set(value, `${num(value / 1e6, 1)}M`, theme.acc, theme.onAcc)
  }
}
