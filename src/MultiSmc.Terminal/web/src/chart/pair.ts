import type { ISeriesApi, SeriesDataItemTypeMap, SeriesType } from 'lightweight-charts'

/** Indices kept free after history: a new packet then needs no new point in time, which would rebuild every series. */
export const RESERVED = 1024
/** Points in the tail at most; then it is folded into history. */
export const TAIL = 256

type Point<T extends SeriesType> = SeriesDataItemTypeMap<number>[T]

/** Makes the point of an absolute index; undefined where there is nothing (whitespace). */
export type PointAt<T extends SeriesType> = (index: number) => Point<T> | undefined

/** One visible series as two: a static history and a short tail, since an update rebuilds all points of the series it goes to. */
export class SeriesPair<T extends SeriesType> {
  /** Absolute index after history. */
  private end = 0
  /** Newest index in the tail; end - 1 while it is empty. */
  private last = -1

  /** `joins`: a line: the tail begins with history's last point so that no hole shows. */
  constructor(
    readonly history: ISeriesApi<T, number>,
    readonly tail: ISeriesApi<T, number>,
    private readonly point: PointAt<T>,
    private readonly joins: boolean,
    private readonly reserves: boolean,
  ) {}

  /**
   * Rebuilds: history is [from, end - 1), the tail holds the last one. It is never empty: the library places what is attached to a series only while that
   * has a point in view or to the right of it, so overlay, tags and thresholds belong to the tail.
   */
  rebuild(from: number, end: number): void {
    const cut = Math.max(from, end - 1)
    const data: Point<T>[] = []
    for (let index = from; index < cut; index++) data.push(this.at(index))
    if (this.reserves) for (let index = cut; index < cut + RESERVED; index++) data.push(blank<T>(index))
    this.tail.setData([])
    this.history.setData(data)
    this.end = cut
    this.last = cut - 1
    if (end > cut) this.update(cut)
  }

  clear(): void {
    this.tail.setData([])
    this.history.setData([])
  }

  /** An index at or after the end of history changed or came. */
  update(index: number): void {
    if (index < this.end) return
    if (index === this.last && index >= this.end) {
      this.tail.update(this.at(index))
    } else if (index === this.last + 1 && this.last >= this.end) {
      this.tail.update(this.at(index))
      this.last = index
    } else {
      this.last = Math.max(this.last, index)
      const data: Point<T>[] = []
      for (let at = this.joins ? Math.max(this.end - 1, 0) : this.end; at <= this.last; at++) data.push(this.at(at))
      this.tail.setData(data)
    }
  }

  get needsFold(): boolean {
    return this.last - this.end >= TAIL
  }

  private at(index: number): Point<T> {
    return this.point(index) ?? blank<T>(index)
  }
}

function blank<T extends SeriesType>(index: number): Point<T> {
  return { time: index } as unknown as Point<T>
}
