/** Numbers, times and durations as people read them. Thin space groups, real minus, en dash for what is missing, never 0 for it. */
const THIN = '\u2009'
const MINUS = '\u2212'
export const NONE = '\u2013'

const cache = new Map<number, Intl.NumberFormat>()
function plain(value: number, decimals: number): string {
  let format = cache.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    cache.set(decimals, format)
  }
  return format.format(value)
}

let grouping = true
/** Groups of thousands on or off, for the whole page. */
export function setGrouping(on: boolean): void {
  grouping = on
}

/** A magnitude with groups, without a sign of its own when it rounds to zero. */
export function num(value: number | null | undefined, decimals = 0): string {
  if (value == null || !Number.isFinite(value)) return NONE
  const text = plain(Math.abs(value), decimals).replaceAll(',', grouping ? THIN : '')
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text
}

/** With + or the real minus; zero has none. */
export function signed(value: number | null | undefined, decimals = 2): string {
  if (value == null || !Number.isFinite(value)) return NONE
  const text = num(Math.abs(value), decimals)
  if (!/[1-9]/.test(text)) return text
  return (value < 0 ? MINUS : '+') + text
}

/** A share as percent: `+0.84 %`. */
export function percent(share: number | null | undefined, decimals = 2): string {
  return share == null || !Number.isFinite(share) ? NONE : `${signed(share * 100, decimals)}${THIN}%`
}

/** A share without a sign: `63 %`. */
export function share(value: number | null | undefined, decimals = 0): string {
  return value == null || !Number.isFinite(value) ? NONE : `${num(value * 100, decimals)}${THIN}%`
}

/** A share without a sign, with the decimals it has, three at most: `1 %`, `0.25 %`. */
export function finely(value: number | null | undefined): string {
  if (value == null || !Number.isFinite(value)) return NONE
  return `${trim(num(value * 100, 3))}${THIN}%`
}

/** The price of an order that has one; a market order's is 0 on the wire. Null: at market. */
export function limitOf(text: string | null | undefined, decimals: number): string | null {
  const value = Number(text)
  return text == null || text === '' || value === 0 || !Number.isFinite(value) ? null : num(value, decimals)
}

export function price(px: number | null | undefined, decimals: number): string {
  return px == null ? NONE : num(px / 10 ** decimals, decimals)
}

/** Decimals of a price where room is short: so many that five digits are seen, never more than it has. */
export function shortDecimals(px: number, decimals: number): number {
  const whole = Number.isFinite(px) && px > 0 ? Math.floor(Math.log10(px / 10 ** decimals)) + 1 : 0
  return Math.max(0, Math.min(decimals, 5 - whole))
}

/** A decimal string with groups, digits kept as they came. */
export function dec(text: string | null | undefined): string {
  if (text == null || text === '') return NONE
  const [whole = '', part] = text.replace('-', MINUS).split('.')
  const grouped = grouping ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN) : whole
  return part === undefined ? grouped : `${grouped}.${part}`
}

/** An amount of money from the account's decimal string: two decimals, four for what is under one; the string itself has all of them. */
export function money(text: string | null | undefined): string {
  if (text == null || text === '') return NONE
  const value = Number(text)
  return num(value, value !== 0 && Math.abs(value) < 1 ? 4 : 2)
}

/** What a person pastes elsewhere: plain digits. */
export function toPlain(text: string): string {
  return text.replaceAll(/[\u2009\u00a0\u202f]/g, '').replaceAll(MINUS, '-')
}

const UNITS: [number, string][] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']]
/** `63.9M`, `$1M` with the prefix given. */
export function short(value: number | null | undefined, prefix = '', decimals = 1): string {
  if (value == null || !Number.isFinite(value)) return NONE
  const size = Math.abs(value)
  for (const [unit, name] of UNITS)
    if (size >= unit * 0.9995) return `${value < 0 ? MINUS : ''}${prefix}${trim(num(size / unit, decimals))}${name}`
  return `${value < 0 ? MINUS : ''}${prefix}${trim(num(size, size < 10 ? decimals : 0))}`
}

export function bytes(value: number | null | undefined): string {
  if (value == null) return NONE
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = value
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${num(size, size < 100 && unit > 2 ? 1 : 0)} ${units[unit]}`
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The sign as a class name: colour beside the sign, never alone. */
export function tone(value: number | null | undefined): 'up' | 'dn' | '' {
  return value == null || value === 0 || !Number.isFinite(value) ? '' : value > 0 ? 'up' : 'dn'
}

export interface DurationWords { d: string; h: string; m: string; s: string }

/** `31m 12s`, `6d 04h`, `9.8 s` under a minute with tenths. */
export function duration(ms: number | null | undefined, words: DurationWords = { d: 'd', h: 'h', m: 'm', s: 's' }): string {
  if (ms == null || !Number.isFinite(ms)) return NONE
  const total = Math.max(0, Math.floor(ms / 1000))
  if (total < 60) return `${total}${words.s}`
  if (total < 3600) return `${Math.floor(total / 60)}${words.m} ${pad(total % 60)}${words.s}`
  if (total < 86400) return `${Math.floor(total / 3600)}${words.h} ${pad(Math.floor((total % 3600) / 60))}${words.m}`
  return `${Math.floor(total / 86400)}${words.d} ${pad(Math.floor((total % 86400) / 3600))}${words.h}`
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

let offsetMinutes = 0
/** Minutes to add to UTC; 0 shows UTC. */
export function setTimeOffset(minutes: number): void {
  offsetMinutes = minutes
}
export function timeOffset(): number {
  return offsetMinutes
}
/** `UTC`, `UTC+3`, `UTC\u22123:30` of minutes added to UTC. */
export function offsetName(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes === 0 ? '' : (minutes < 0 ? MINUS : '+') + Math.floor(size / 60) + (size % 60 === 0 ? '' : `:${pad(size % 60)}`)}`
}
/** The moment as a date whose UTC fields read as the zone chosen. */
export function zoned(ms: number): Date {
  return new Date(ms + offsetMinutes * 60000)
}

/** `14:32:07`, with milliseconds or tenths when asked. */
export function time(ms: number | null | undefined, digits: 0 | 1 | 3 = 0): string {
  if (ms == null) return NONE
  const at = zoned(ms)
  const text = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`
  return digits === 0 ? text : `${text}.${pad(at.getUTCMilliseconds(), 3).slice(0, digits)}`
}

export function clock(ms: number): string {
  return time(ms).slice(0, 5)
}

/** Day and month in the language: `31 Aug`. */
export function date(ms: number | null | undefined, lang: string, year = false): string {
  if (ms == null) return NONE
  const format = new Intl.DateTimeFormat(lang === 'ru' ? 'ru' : 'en-GB', { day: 'numeric', month: 'short', ...(year ? { year: 'numeric' } : {}), timeZone: 'UTC' })
  return format.format(zoned(ms)).replace('Sept', 'Sep').replace(/\sг\.$/, '').replace('.', '')
}

/** `1 Jan – 31 Aug`; one day is that day alone. */
export function range(from: number, to: number, lang: string, year = false): string {
  const [first, last] = [date(from, lang, true), date(to, lang, true)]
  if (first === last) return date(to, lang, year)
  const sameMonth = zoned(from).getUTCMonth() === zoned(to).getUTCMonth() && zoned(from).getUTCFullYear() === zoned(to).getUTCFullYear()
  return `${sameMonth ? zoned(from).getUTCDate() : date(from, lang)} ${NONE} ${date(to, lang, year)}`
}
