/** Labels of an axis that stand at least `room` bars apart, from the left: nearer ones would overlap and are left out. */
export function spread<T extends readonly [number, number]>(ticks: readonly T[], room: number): T[] {
  const kept: T[] = []
  for (const it of ticks) {
    const last = kept[kept.length - 1]
    if (last === undefined || it[1] - last[1] >= room) kept.push(it)
  }
  return kept
}
