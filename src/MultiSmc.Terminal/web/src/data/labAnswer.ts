import type { BreakNews, LabFigures, LabResult, PacketColumns, StructureNews, SwingNews, Zone } from './contract'

/** A few words that come over and over: once each, and their places. */
export interface Words {
  at: number[]
  words: (string | null)[]
}

export interface ZoneTable {
  id: number[]; up: number[]; kind: Words; state: Words
  originAt: number[]; extAt: number[]; created: number[]; touchedAt: number[]; enteredAt: number[]; endedAt: number[]
  origin: number[]; ext: number[]; top: number[]; entry: number[]; bottom: number[]; eq: number[]; sl: number[]; tp1: number[]; tp2: number[]; tp3: number[]
  outcome: Words
}

/** Answer of POST lab/recompute as it is sent: tables as columns; what the request said is held already is absent. */
export interface LabWire {
  packetsTag: string
  packets?: PacketColumns
  overview?: number[]
  structure: {
    symbol: string
    from: number
    to: number
    swings: { i: number[]; at: number[]; px: number[]; hi: number[]; rep: number[]; label: Words }
    breaks: { k: Words; i: number[]; at: number[]; px: number[]; up: number[] }
    zones: ZoneTable
  }
  priceDecimals: number
  tick: number
  baselineTag: string
  baseline?: { zones: ZoneTable; figures: LabFigures }
  figures: LabFigures
  recomputeMs: number
  /** Packets gone through. */
  count: number
}

/** What the page holds of the lab's answers, so that only what changed is sent again. */
export class LabHeld {
  private packetsTag: string | null = null
  private packets: PacketColumns | null = null
  private overview: number[] = []
  private baselineTag: string | null = null
  private baseline: LabResult['baseline'] | null = null

  /** Part of the next request. */
  get tags(): { held: string | null; heldBaseline: string | null } {
    return { held: this.packetsTag, heldBaseline: this.baselineTag }
  }

  /** Takes an answer; null when it leaves out what is not held (it was asked for before something else came): ask again. */
  take(wire: LabWire): LabResult | null {
    if (wire.packets) {
      this.packets = wire.packets
      this.packetsTag = wire.packetsTag
      this.overview = wire.overview ?? []
    }
    const symbol = wire.structure.symbol
    if (wire.baseline) {
      this.baseline = { zones: zonesOf(wire.baseline.zones, symbol), figures: wire.baseline.figures }
      this.baselineTag = wire.baselineTag
    }
    if (!this.packets || !this.baseline || this.packetsTag !== wire.packetsTag || this.baselineTag !== wire.baselineTag) return null
    const { structure } = wire
    return {
      chart: {
        packets: this.packets, priceDecimals: wire.priceDecimals, tick: wire.tick,
        structure: { symbol, from: structure.from, to: structure.to, struct: [...swingsOf(structure.swings, symbol), ...breaksOf(structure.breaks, symbol)].sort((a, b) => a.at - b.at), zones: zonesOf(structure.zones, symbol) },
      },
      baseline: this.baseline, figures: wire.figures, recomputeMs: wire.recomputeMs, packets: wire.count, overview: this.overview,
    }
  }
}

const word = (of: Words, k: number): string | null => of.words[of.at[k] as number] ?? null
const no = (of: number[], k: number): number => of[k] as number

function swingsOf(of: LabWire['structure']['swings'], n: string): StructureNews[] {
  return of.i.map((i, k): SwingNews => ({ k: 'swing', n, i, at: no(of.at, k), px: no(of.px, k), hi: of.hi[k] === 1, label: word(of.label, k) as SwingNews['label'], rep: of.rep[k] === 1 }))
}

function breaksOf(of: LabWire['structure']['breaks'], n: string): StructureNews[] {
  return of.i.map((i, k): BreakNews => ({ k: word(of.k, k) as BreakNews['k'], n, i, at: no(of.at, k), px: no(of.px, k), up: of.up[k] === 1, rejected: null }))
}

function zonesOf(of: ZoneTable, n: string): Zone[] {
  return of.id.map((id, k): Zone => ({
    n, id, v: 0, up: of.up[k] === 1, kind: word(of.kind, k) as Zone['kind'], state: word(of.state, k) as Zone['state'],
    originAt: no(of.originAt, k), extAt: no(of.extAt, k), created: no(of.created, k), touchedAt: no(of.touchedAt, k), enteredAt: no(of.enteredAt, k), endedAt: no(of.endedAt, k),
    origin: no(of.origin, k), ext: no(of.ext, k), top: no(of.top, k), entry: no(of.entry, k), bottom: no(of.bottom, k), eq: no(of.eq, k), sl: no(of.sl, k), tp: [no(of.tp1, k), no(of.tp2, k), no(of.tp3, k)],
    outcome: word(of.outcome, k) as Zone['outcome'], skip: null, setup: null, checks: null, trade: null, would: null,
  }))
}
