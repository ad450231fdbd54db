import { describe, expect, it } from 'vitest'
import { answer } from '../src/data/demo/pages'
import { DemoMarket } from '../src/data/demo/market'
import { SPECS } from '../src/data/demo/specs'
import { LabHeld, type LabWire } from '../src/data/labAnswer'

const market = new DemoMarket(SPECS[0] as (typeof SPECS)[number], 4000)
const ask = (held: LabHeld, minRange = 0.004) => answer([market], 'POST', 'lab/recompute', new URLSearchParams(), { set: 'x', parameters: { minRange }, baseline: { minRange }, ...held.tags }) as LabWire

describe('an answer of the lab', () => {
  it('becomes zones and structure again, whole', () => {
    const made = new LabHeld().take(ask(new LabHeld(), 0))
    const zones = market.zones.filter((it) => it.created >= market.lastIndex - 2999)
    expect(zones.length).toBeGreaterThan(0)
    const plain = ({ id, up, kind, state, entry, tp, endedAt, outcome }: (typeof zones)[number]) => ({ id, up, kind, state, entry, tp, endedAt, outcome })
    expect(made?.chart.structure.zones.map(plain)).toEqual(zones.map(plain))
    const struct = market.struct.filter((it) => it.at >= market.lastIndex - 2999)
    expect(made?.chart.structure.struct).toHaveLength(struct.length)
    expect(made?.chart.structure.struct.filter((it) => it.k === 'swing').map((it) => [it.i, it.px])).toEqual(struct.filter((it) => it.k === 'swing').map((it) => [it.i, it.px]))
  })

  it('keeps the very packets that it holds when they are left out', () => {
    const held = new LabHeld()
    const first = held.take(ask(held))
    const second = ask(held, 0.006)
    expect(second.packets).toBeUndefined()
    expect(held.take(second)?.chart.packets).toBe(first?.chart.packets)
  })

  it('asks again when what was left out is not what it holds', () => {
    const held = new LabHeld()
    held.take(ask(held))
    const { packets: _p, baseline: _b, ...rest } = ask(new LabHeld())
    expect(held.take({ ...rest, packetsTag: 'another' })).toBeNull()
    expect(new LabHeld().take(rest)).toBeNull()
  })
})
