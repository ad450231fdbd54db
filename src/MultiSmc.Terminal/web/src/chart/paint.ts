import type { BreakNews, SwingNews, Would, Zone } from '../data/contract'
import type { Occupied } from './labels'
import type { OverlayData, OverlayLayers, OverlayWords } from './overlay'
import { fade, type ChartTheme } from './theme'

/** One paint of the overlay: where things are and what is in view. */
export interface Paint {
  context: CanvasRenderingContext2D
  width: number
  height: number
  theme: ChartTheme
  layers: OverlayLayers
  data: OverlayData
  words: OverlayWords
  occupied: Occupied
  spacing: number
  /** Absolute indices in view. */
  left: number
  right: number
  /** 10^priceDecimals. */
  unit: number
  x(index: number): number
  /** Of a `Px`. */
  y(px: number): number
  yPrice(price: number): number
  /** Left and right of a zone. */
  span(zone: Zone): [number, number]
  zones: Zone[]
  breaks: BreakNews[]
  swings: SwingNews[]
  /** Low and high of a packet, in `Px`. */
  lowHigh(index: number): [number, number]
  /** Width and height of the legend in the top left. */
  legend: [number, number]
  /** Set by the paint: where the button of a pill belongs. */
  button: { x: number; y: number } | null
}

const SMALL = 10
/** Room that a button takes at the right end of a pill. */
const BUTTON = 20
/** Zones closed by these are tinted by the result; the others are grey. */
const WON = new Set(['target'])
const LOST = new Set(['stop'])

function line(p: Paint, x1: number, y1: number, x2: number, y2: number, color: string, dash: number[] = [], width = 1): void {
  const { context } = p
  context.beginPath()
  context.setLineDash(dash)
  context.lineWidth = width
  context.strokeStyle = color
  // Half a pixel keeps one-pixel lines sharp.
  const sharp = y1 === y2 ? Math.round(y1) + (width % 2 ? 0.5 : 0) : y1
  context.moveTo(x1, sharp)
  context.lineTo(x2, y1 === y2 ? sharp : y2)
  context.stroke()
  context.setLineDash([])
}

/** What lies under the candles: zone fills, hatching, the leg. */
export function paintBack(p: Paint): void {
  shade(p)
  if (!p.layers.zones) return
  for (const zone of p.zones) if (zone.up) fill(p, zone)
  for (const ghost of p.data.ghosts) outline(p, ghost)
  if (p.layers.shorts) for (const zone of p.zones) if (!zone.up) outline(p, zone)
}

function shade(p: Paint): void {
  const it = p.data.shade
  if (!it || !p.layers.orders) return
  const from = it.from === null ? 0 : Math.max(0, p.x(it.from))
  const entry = p.yPrice(it.entry)
  for (const [price, color] of [[it.target, p.theme.up], [it.stop, p.theme.dn]] as const) {
    const y = p.yPrice(price)
    p.context.fillStyle = fade(color, 0.07)
    p.context.fillRect(from, Math.min(entry, y), p.width - from, Math.abs(entry - y))
  }
}

function colors(p: Paint, zone: Zone): { fill: string; edge: string; alpha: number } {
  const { theme } = p
  if (zone.outcome === null) return zone.skip === null ? { fill: theme.goldFill, edge: theme.gold, alpha: 0.2 } : { fill: theme.t3, edge: theme.t3, alpha: 0.1 }
  if (WON.has(zone.outcome)) return { fill: theme.up, edge: theme.up, alpha: 0.16 }
  if (LOST.has(zone.outcome)) return { fill: theme.dn, edge: theme.dn, alpha: 0.16 }
  return { fill: theme.t3, edge: theme.t3, alpha: 0.09 }
}

function fill(p: Paint, zone: Zone): void {
  const { context, theme } = p
  const [left, right] = p.span(zone)
  const top = p.y(zone.top)
  const bottom = p.y(zone.bottom)
  const from = Math.max(-4, left)
  const to = Math.min(p.width + 4, right)
  if (to <= from) return
  const tone = colors(p, zone)
  if (p.spacing < 0.5) {
    context.fillStyle = fade(tone.fill, 0.7)
    context.fillRect(from, top, Math.max(1, to - from), Math.max(1, bottom - top))
    return
  }
  const gradient = context.createLinearGradient(0, top, 0, bottom)
  gradient.addColorStop(0, fade(tone.fill, tone.alpha * 0.75))
  gradient.addColorStop(1, fade(tone.fill, tone.alpha * 1.15))
  context.fillStyle = gradient
  context.fillRect(from, top, to - from, bottom - top)
  if (zone.outcome === 'model' && p.spacing >= 1) hatch(p, from, top, to, bottom)
  const edge = fade(tone.edge, zone.outcome === null ? 0.95 : 0.55)
  line(p, from, top, to, top, edge)
  line(p, from, bottom, to, bottom, edge)
  if (zone.outcome !== null) line(p, from, p.y(zone.entry), to, p.y(zone.entry), fade(tone.edge, 0.55), [3, 3])
  if (p.data.selected === zone.id) {
    context.strokeStyle = theme.acc
    context.lineWidth = 1.5
    context.strokeRect(from, top - 2, to - from, bottom - top + 4)
  }
  if (zone.id === p.data.active && zone.outcome === null) leg(p, zone)
}

function leg(p: Paint, zone: Zone): void {
  const { theme } = p
  line(p, p.x(zone.originAt), p.y(zone.origin), p.x(zone.extAt), p.y(zone.ext), fade(theme.t2, 0.45))
  line(p, p.x(zone.originAt), p.y(zone.origin), p.width, p.y(zone.origin), fade(theme.t2, 0.5), [4, 4])
  line(p, p.x(zone.extAt), p.y(zone.ext), p.width, p.y(zone.ext), fade(theme.t2, 0.5), [4, 4])
  line(p, p.span(zone)[0], p.y(zone.eq), p.width, p.y(zone.eq), fade(theme.t2, 0.5), [4, 4])
}

function hatch(p: Paint, x1: number, y1: number, x2: number, y2: number): void {
  const { context } = p
  context.save()
  context.beginPath()
  context.rect(x1, y1, x2 - x1, y2 - y1)
  context.clip()
  context.beginPath()
  context.lineWidth = 1
  context.strokeStyle = fade(p.theme.t3, 0.4)
  const height = y2 - y1
  for (let x = Math.floor((x1 - height) / 6) * 6; x < x2; x += 6) {
    context.moveTo(x, y2)
    context.lineTo(x + height, y1)
  }
  context.stroke()
  context.restore()
}

function outline(p: Paint, zone: Zone): void {
  const { context, theme } = p
  const [left, right] = p.span(zone)
  if (right < 0 || left > p.width) return
  context.setLineDash([3, 3])
  context.strokeStyle = fade(theme.t2, 0.7)
  context.lineWidth = 1
  context.strokeRect(Math.round(left) + 0.5, Math.round(p.y(zone.top)) + 0.5, right - left, p.y(zone.bottom) - p.y(zone.top))
  context.setLineDash([])
}

/** What lies over the candles, in the order in which labels get their place: levels, trades, breaks, zone notes, swings. */
export function paintFront(p: Paint): void {
  p.occupied.clear()
  p.occupied.force(0, 0, p.legend[0], p.legend[1])
  p.context.textBaseline = 'middle'
  if (p.layers.orders) levels(p)
  if (p.layers.trades) for (const zone of p.zones) if (zone.trade) trade(p, zone)
  if (p.layers.orders) pulled(p)
  if (p.layers.whatIf) for (const zone of p.zones) if (zone.would) wouldPath(p, zone, zone.would)
  if (p.layers.structure) for (const it of p.breaks) breakLine(p, it)
  if (p.layers.zones) for (const zone of p.zones) if (zone.up) note(p, zone)
  if (p.layers.whatIf) for (const zone of p.zones) if (zone.would) wouldNote(p, zone, zone.would)
  if (p.layers.swings && p.spacing >= 2) for (const it of p.swings) swing(p, it)
  measure(p)
}

function pill(p: Paint, text: string, right: number, y: number, color: string, filled: string, room = 0): boolean {
  const { context } = p
  context.font = `600 11px ${p.theme.font}`
  const width = context.measureText(text).width + 12 + room
  if (!p.occupied.take(right - width, y - 9, width, 18)) return false
  context.beginPath()
  context.roundRect(right - width + 0.5, Math.round(y) - 8.5, width - 1, 17, 3)
  context.fillStyle = filled
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = color
  context.stroke()
  context.fillStyle = color
  context.textAlign = 'left'
  context.fillText(text, right - width + 6, Math.round(y) + 0.5)
  return true
}

function levels(p: Paint): void {
  const seen = p.data.levels.map((level) => ({ level, y: p.yPrice(level.price) })).filter(({ y }) => y >= -20 && y <= p.height + 20)
  // The chosen setup's stand first in the list: its lines are painted last, its pills get their place first.
  for (const { level, y } of [...seen].reverse()) line(p, level.from === null ? 0 : Math.max(0, p.x(level.from)), y, p.width, y, level.dim ? fade(level.color, 0.55) : level.color, level.dash ? [6, 4] : [], level.width)
  for (const { level, y } of seen) {
    if (level.dim) {
      // Where the chosen setup's pill stands already, left of it.
      if (level.pill !== '' && !pill(p, level.pill, p.width - 8, y, level.color, p.theme.bg)) pill(p, level.pill, p.width - 170, y, level.color, p.theme.bg)
    } else if (level.pill !== '' && pill(p, level.pill, p.width - 8, y, level.color, p.theme.bg, level.button ? BUTTON : 0) && level.button) p.button = { x: p.width - 8 - BUTTON / 2, y: Math.round(y) }
  }
}

function triangle(p: Paint, x: number, y: number, up: boolean, color: string): void {
  const { context } = p
  const size = 5
  context.beginPath()
  context.moveTo(x, up ? y : y + size * 1.6)
  context.lineTo(x - size, up ? y + size * 1.6 : y)
  context.lineTo(x + size, up ? y + size * 1.6 : y)
  context.closePath()
  context.fillStyle = color
  context.fill()
}

/** The arrows of a trade: middle and top of each, its packet, and whether it points up. */
export function arrows(p: Paint, zone: Zone): { x: number; y: number; index: number; up: boolean }[] {
  const made = zone.trade
  if (!made) return []
  const list = [{ x: p.x(made.inAt), y: p.y(p.lowHigh(made.inAt)[0]) + 4, index: made.inAt, up: true }]
  if (made.outAt < 0) return list
  const won = (made.r ?? 0) >= 0
  const [low, high] = p.lowHigh(made.outAt)
  list.push({ x: p.x(made.outAt), y: won ? p.y(high) - 13 : p.y(low) + 4, index: made.outAt, up: !won })
  return list
}

/** A dot at the very price of a fill: its arrow stands clear of the candle. */
function dot(p: Paint, x: number, y: number, color: string): void {
  const { context } = p
  context.beginPath()
  context.arc(x, y, 2.5, 0, Math.PI * 2)
  context.fillStyle = color
  context.fill()
}

function trade(p: Paint, zone: Zone): void {
  const made = zone.trade
  const [entry, exit] = arrows(p, zone)
  if (!made || !entry) return
  const { theme, context } = p
  triangle(p, entry.x, entry.y, true, theme.acc)
  dot(p, entry.x, p.y(made.inPx), theme.acc)
  if (!exit) return
  const won = (made.r ?? 0) >= 0
  const color = won ? theme.up : theme.dn
  line(p, entry.x, p.y(made.inPx), exit.x, p.y(made.outPx), fade(color, 0.8), [1, 3])
  triangle(p, exit.x, exit.y, exit.up, color)
  dot(p, exit.x, p.y(made.outPx), color)
  if (p.spacing < 2) return
  const text = p.words.tradePill(zone)
  context.font = `600 11px ${theme.font}`
  pill(p, text, exit.x + context.measureText(text).width / 2 + 6, won ? exit.y - 12 : exit.y + 18, color, theme.bg)
}

/** A cross where the model took an order back, at the order's price. */
function pulled(p: Paint): void {
  for (const it of p.data.pulls ?? []) {
    if (it.packet < p.left || it.packet > p.right) continue
    const [x, y] = [p.x(it.packet), p.y(it.px)]
    line(p, x - 4, y - 4, x + 4, y + 4, p.theme.vio, [], 2)
    line(p, x - 4, y + 4, x + 4, y - 4, p.theme.vio, [], 2)
  }
}

/** The way that an order would have gone: a ring at its fill, a hollow arrow at its exit. */
function wouldPath(p: Paint, zone: Zone, would: Would): void {
  if (would.inAt < 0) return
  const { context } = p
  const color = wouldColor(p, would)
  const [x1, y1] = [p.x(would.inAt), p.y(would.inPx)]
  context.lineWidth = 1.25
  context.strokeStyle = color
  context.beginPath()
  context.arc(x1, y1, 3, 0, Math.PI * 2)
  context.stroke()
  if (would.outAt < 0) return
  const [x2, y2] = [p.x(would.outAt), p.y(would.outPx)]
  line(p, x1, y1, x2, y2, fade(color, 0.7), [2, 4])
  const tip = would.outPx >= zone.entry ? -1 : 1
  context.beginPath()
  context.moveTo(x2, y2)
  context.lineTo(x2 - 4, y2 + tip * 7)
  context.lineTo(x2 + 4, y2 + tip * 7)
  context.closePath()
  context.lineWidth = 1.25
  context.strokeStyle = color
  context.stroke()
}

const wouldColor = (p: Paint, would: Would): string => ((would.r ?? 0) > 0 ? p.theme.up : (would.r ?? 0) < 0 ? p.theme.dn : p.theme.t2)

/** What it would have come to, in words under its zone. */
function wouldNote(p: Paint, zone: Zone, would: Would): void {
  if (p.spacing < 1) return
  const text = p.words.would?.(zone) ?? ''
  const right = p.span(zone)[1]
  const under = p.y(zone.bottom) + 8
  if (text === '' || right < 0) return
  // Under the zone's own note, or in its place where there is none.
  const line = zone.outcome !== null && p.layers.zones && p.words.zoneNote(zone) !== '' ? under + 12 : under
  const align = right < 170 ? 'left' : 'right'
  const x = align === 'left' ? Math.max(4, p.span(zone)[0] + 2) : Math.min(right, p.width) - 2
  for (const y of [line, line + 12, p.y(zone.top) - 8]) if (label(p, text, x, y, wouldColor(p, would), 500, 10, align)) return
}

function label(p: Paint, text: string, x: number, y: number, color: string, weight: number, size = SMALL, align: CanvasTextAlign = 'center'): boolean {
  const { context } = p
  context.font = `${weight} ${size}px ${p.theme.font}`
  const width = context.measureText(text).width
  const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x
  if (left < 2 || left + width > p.width - 2 || y < 6 || y > p.height - 6) return false
  if (!p.occupied.take(left - 2, y - size / 2 - 1, width + 4, size + 2)) return false
  context.textAlign = 'left'
  context.fillStyle = color
  context.fillText(text, left, y)
  return true
}

function breakLine(p: Paint, it: BreakNews): void {
  const color = it.up ? p.theme.up : p.theme.dn
  const y = p.y(it.px)
  const x1 = p.x(it.i)
  const x2 = p.x(it.at)
  line(p, x1, y, x2, y, color, it.k === 'choch' ? [4, 3] : [])
  if (p.spacing < 1) return
  const middle = (Math.max(0, x1) + Math.min(p.width, x2)) / 2
  const text = it.k === 'bos' ? 'BOS' : 'CHoCH'
  const side = it.up ? -8 : 9
  if (!label(p, text, middle, y + side, color, 650)) label(p, text, middle, y - side, color, 650)
}

function note(p: Paint, zone: Zone): void {
  const [left, right] = p.span(zone)
  if (right - left < 18 || p.spacing < 1) return
  const { theme } = p
  const top = p.y(zone.top)
  const bottom = p.y(zone.bottom)
  if (zone.outcome === null) {
    const x = Math.max(4, left + 4)
    const tight = bottom - top < 30
    label(p, '61.8', x, top + (tight ? -7 : 7), theme.gold, 500, 10, 'left')
    if (bottom - top > 54) label(p, '70.5', x, p.y(zone.entry) - 1, theme.gold, 500, 10, 'left')
    label(p, '79', x, bottom - (tight ? -7 : 8), theme.gold, 500, 10, 'left')
    if (zone.id === p.data.active) {
      label(p, 'EQ 50', x, p.y(zone.eq) - 8, theme.t2, 400, 10, 'left')
      for (const [text, px] of [['0\u2009%', zone.ext], ['100\u2009%', zone.origin]] as const) {
        const y = p.y(px)
        if (!label(p, text, x, y - 7, theme.t2, 400, 10, 'left')) label(p, text, x, y + 8, theme.t2, 400, 10, 'left')
      }
    }
    return
  }
  const text = p.words.zoneNote(zone)
  if (text !== '') label(p, text, Math.min(right, p.width) - 2, bottom + 8, zone.outcome === 'model' ? theme.t2 : theme.t3, 400, 10, 'right')
}

function swing(p: Paint, it: SwingNews): void {
  // Known only at a later packet: a tick stands there, so that nobody thinks it was known at once.
  const y = p.y(it.px)
  if (it.at > it.i) line(p, p.x(it.at), y - 3, p.x(it.at), y + 3, fade(p.theme.t3, 0.8))
  if (it.label === '') return
  label(p, it.label, p.x(it.i), y + (it.hi ? -9 : 10), p.theme.t3, 400)
}

function measure(p: Paint): void {
  const it = p.data.measure
  if (!it) return
  const { context, theme } = p
  const x1 = p.x(it.fromIndex)
  const x2 = p.x(it.toIndex)
  const y1 = p.yPrice(it.fromPrice)
  const y2 = p.yPrice(it.toPrice)
  context.fillStyle = fade(theme.acc, 0.12)
  context.fillRect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1))
  line(p, x1, y1, x2, y2, theme.acc)
  pill(p, it.text, Math.max(x1, x2), Math.max(y1, y2) + 14, theme.acc, theme.bg)
}
