/** Rectangles already taken in one paint: what does not fit is left out, so labels never overlap. */
export class Occupied {
  private readonly boxes: number[] = []

  clear(): void {
    this.boxes.length = 0
  }

  /** Takes the place if it is free. */
  take(x: number, y: number, width: number, height: number): boolean {
    const { boxes } = this
    for (let k = 0; k < boxes.length; k += 4) {
      if (x < (boxes[k + 2] as number) && x + width > (boxes[k] as number) && y < (boxes[k + 3] as number) && y + height > (boxes[k + 1] as number)) return false
    }
    boxes.push(x, y, x + width, y + height)
    return true
  }

  /** Takes the place whatever stands there. */
  force(x: number, y: number, width: number, height: number): void {
    this.boxes.push(x, y, x + width, y + height)
  }
}

/** First place in a list sorted by `key` at which key(item) >= value. */
export function lowerBound<T>(items: readonly T[], value: number, key: (item: T) => number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(items[middle] as T) < value) low = middle + 1
    else high = middle
  }
  return low
}
