import type { Dec } from './contract'

/** Sums of what the exchange and the account write as decimal strings, exact: a total that a person compares with a statement is no place for rounding. */
function parse(text: Dec): [bigint, number] {
  const [whole = '0', part = ''] = text.split('.')
  return [BigInt(whole + part), part.length]
}

function print(value: bigint, places: number): Dec {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const part = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places > 0 && part !== '' ? `.${part}` : ''}`
}

export function times(a: Dec, b: Dec): Dec {
  const [x, p] = parse(a)
  const [y, q] = parse(b)
  return print(x * y, p + q)
}

export function sum(items: readonly Dec[]): Dec {
  let total = 0n
  let places = 0
  for (const it of items) {
    const [value, p] = parse(it)
    const most = Math.max(places, p)
    total = total * 10n ** BigInt(most - places) + value * 10n ** BigInt(most - p)
    places = most
  }
  return print(total, places)
}
