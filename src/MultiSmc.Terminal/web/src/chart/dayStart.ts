import type { PacketStore } from '../data/packets'

/**
 * Value of the cumulative delta at the start of each packet's UTC day.
 * @param known The values of the store's first packets, as this gave them before.
 */
export function deltaAtDayStart(store: PacketStore, known: Float64Array = new Float64Array(0)): Float64Array {
  const { count } = store
  if (known.length >= count) return known
  const times = store.view('t')
  const delta = store.view('cd')
  const made = new Float64Array(count)
  made.set(known)
  for (let k = known.length; k < count; k++) {
    const isNew = k > 0 && Math.floor((times[k] as number) / 864e5) !== Math.floor((times[k - 1] as number) / 864e5)
    made[k] = isNew ? (delta[k - 1] as number) : k > 0 ? (made[k - 1] as number) : 0
  }
  return made
}
