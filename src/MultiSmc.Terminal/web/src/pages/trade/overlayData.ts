import type { Level, OverlayData, Pull } from '../../chart/overlay'
import type { ChartTheme } from '../../chart/theme'
import type { Order, Position, Setup } from '../../data/contract'
import { dec, num, price, shortDecimals, signed } from '../../data/format'
import type { Market } from '../../data/market.svelte'

/** The entry order that rests for the setup in force, or null. */
export function entryOf(market: Market, orders: readonly Order[]): Order | null {
  const no = market.setup?.no
  return orders.find((it) => it.n === market.info.name && it.role === 'entry' && it.setup === no) ?? null
}

/** How a symbol's overlay is drawn. */
export interface Drawn {
  theme: ChartTheme
  compact: boolean
  /** The resting entry can be taken back from its pill. */
  canCancel: boolean
}

/** Lines of a setup: entry while it rests, average once held, target and stop with R and amounts. */
function levelsOfSetup(market: Market, setup: Setup, position: Position | null, { theme, compact, canCancel }: Drawn): Level[] {
  // Taken back or not traded: nothing stands at these levels, so nothing is drawn as if it did.
  if (setup.done || (!position && (setup.verdict === 'pull' || setup.verdict === 'failed' || setup.skip !== null))) return []
  const unit = 10 ** market.info.priceDecimals
  const d = compact ? shortDecimals(setup.entry, market.info.priceDecimals) : market.info.priceDecimals
  const zone = market.zones.find((it) => it.id === setup.zone)
  const from = zone ? zone.created : null
  // Held: what it would come to, sold parts and a moved stop included. Before: what is planned.
  const risk = Number(position?.risk ?? setup.risk ?? NaN)
  const gain = position ? Number(position.atTp) : setup.rr === null ? NaN : setup.rr * risk
  const loss = position ? Number(position.atSl) : -risk
  const inR = (amount: number): number | null => (Number.isFinite(amount) && risk > 0 ? amount / risk : null)
  const rOf = (value: number) => signed(value, 1).replace(/\.0$/, '')
  const pill = (word: string, r: number | null, amount: number): string => [word, r === null ? '' : `${rOf(r)}R`, Number.isFinite(amount) ? signed(amount) : ''].filter((it) => it !== '').join('  ')
  const made: Level[] = [
    {
      price: setup.tp / unit, from: zone ? zone.extAt : from, pill: pill('TP', position ? inR(gain) : setup.rr, compact ? NaN : gain), tag: price(setup.tp, market.info.priceDecimals),
      color: theme.up, onColor: theme.onUp, dash: true, width: 1,
    },
    {
      price: setup.sl / unit, from: zone ? zone.originAt : from, pill: compact ? 'SL' : pill('SL', position ? inR(loss) : -1, loss), tag: price(setup.sl, market.info.priceDecimals), color: theme.dn, onColor: theme.onDn, dash: true, width: 1,
    },
  ]
  if (position) {
    made.push({
      price: Number(position.entry), from: position.packet, pill: `LONG ${dec(position.qty)}  ${signed(position.r)}R  ${signed(Number(position.pnl))}`, tag: num(Number(position.entry), market.info.priceDecimals), color: theme.t1, onColor: theme.bg, dash: false, width: 1,
    })
  } else if (hasOrder(setup)) {
    made.push({ price: setup.entry / unit, from, pill: compact ? 'BUY' : `BUY LIMIT ${dec(setup.qty)}`, tag: price(setup.entry, market.info.priceDecimals), color: theme.gold, onColor: theme.onGold, dash: false, width: 2, button: canCancel && !compact })
  }
  return made.map((it) => ({ ...it, setup: setup.no, tag: compact ? num(it.price, d) : it.tag }))
}

/** Lines of the setup in view, then those of the symbol's others: thinner, behind, each named by its number. */
export function levelsOf(market: Market, positions: readonly Position[], drawn: Drawn): Level[] {
  const own = market.setup
  const of = (setup: Setup): Level[] => levelsOfSetup(market, setup, positionOf(market, setup, positions), drawn)
  const others = drawn.compact ? [] : market.setups.filter((it) => it.no !== own?.no).reverse()
  return [
    ...(own ? of(own) : []),
    ...others.flatMap((setup) => of(setup).map((it) => ({ ...it, dim: true, width: 1, button: false, pill: `#${setup.no} ${it.pill}` }))),
  ]
}

/** What is held for a setup, or null. */
export function positionOf(market: Market, setup: Setup | null, positions: readonly Position[]): Position | null {
  return positions.find((it) => it.n === market.info.name && it.setup === setup?.no) ?? null
}

function hasOrder(setup: Setup): boolean {
  return setup.step === 'order' || setup.step === 'approach'
}

/** Where the model took orders back: by its judgements where they are here, else by the first packet of a zone it ended at which p was under the threshold near the price. */
export function pullsOf(market: Market): Pull[] {
  const made: Pull[] = []
  for (const zone of market.zones) {
    const answers = market.decisions.get(zone.id)
    if (answers) {
      let before = ''
      for (const it of answers) {
        if (!it.near) continue
        if (it.act === 'pull' && before !== 'pull') made.push({ packet: it.packet, px: zone.entry })
        before = it.act
      }
    } else if (zone.outcome === 'model' && zone.endedAt >= 0) {
      const { packets } = market
      for (let k = Math.max(zone.created, packets.from); k <= zone.endedAt && k < packets.end; k++) {
        if (packets.at('near', k) !== 1 || !(packets.at('p', k) < packets.at('thr', k))) continue
        made.push({ packet: k, px: zone.entry })
        break
      }
    }
  }
  return made
}

export function overlayOf(market: Market, positions: readonly Position[], selected: number | null, drawn: Drawn): OverlayData {
  const levels = levelsOf(market, positions, drawn)
  const { setup } = market
  const position = positionOf(market, setup, positions)
  const [target, stop, entry] = levels.filter((it) => it.setup === setup?.no)
  const from = position ? position.packet : (market.zones.find((it) => it.id === setup?.zone)?.created ?? null)
  return {
    zones: market.zones, breaks: market.breaks, swings: market.swings, levels, active: market.active?.id ?? null, ghosts: [], selected, measure: null, pulls: pullsOf(market),
    shade: target && stop ? { from: from === -1 ? null : from, entry: entry?.price ?? (setup?.entry ?? 0) / 10 ** market.info.priceDecimals, target: target.price, stop: stop.price } : null,
  }
}
