import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeWorld, world } from '../src/app/app.svelte'
import type { EquityReport, Frame, Health, Link, ModelSummary } from '../src/data/contract'
import { OLD, ageTone, dataAge } from '../src/pages/models/age'
import Equity from '../src/pages/system/Equity.svelte'
import System from '../src/pages/system/System.svelte'
import { PlayedFeed, hello } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))
vi.mock('../src/chart/equity', () => ({ EquityChart: class { set(): void {} destroy(): void {} } }))

const text = (host: Element): string => (host.textContent ?? '').replaceAll('\u2009', ' ').replace(/\s+/g, ' ')
const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
const link = (more: Partial<Link>): Link => ({ name: 'market-data', state: 'up', age: 1, rtt: 38, rate: null, since: 0, reconnects: 2, use: [], value: null, ...more })
const health = (links: Link[]): Health => ({ links, rtt: 1, trades: 1, tradesPeak: 1, since: 0, restarts: 0, cpu: 0, cpuPeak: 0, cores: 2, memory: 1, gcP99: 0, diskFree: 1, journalBytes: 0, decisionBudgetMs: 1 })
const report = (range: EquityReport['range'], more: Partial<EquityReport> = {}): EquityReport => ({
  range, currency: 'USDT', step: 60000, from: 0, t: [0, 60000], equity: [1000, 1012.5], realised: [0, 20], start: '1000.00', moved: '0.00', maxFall: '31.00', maxFallShare: 0.031,
  now: { equity: '1012.50', change: '12.50', changeShare: 0.0125, realised: '20.00', open: '-7.50', fall: '4.00', fallShare: 0.004 }, ...more,
})

let feed: PlayedFeed
let last = 0
async function tell(parts: Partial<Frame>): Promise<void> {
  feed.send({ s: ++last, ...parts })
  await settled()
}
beforeAll(async () => {
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello(hello)
  await tell({ k: 'snap' })
})
afterEach(cleanup)

describe('Equity', () => {
  it('says what of the change is realised, and the deepest fall', async () => {
    feed.answers = { 'equity?range=day': report('day'), 'equity?range=week': report('week', { moved: '-500.00', maxFall: '90.00', maxFallShare: 0.09 }) }
    const { container, getByRole } = render(Equity)
    await settled()
    expect(text(container)).toContain('+12.50+1.25 %, from 1 000.00')
    expect(text(container)).toContain('Realised+20.00')
    expect(text(container)).toContain('Not realised−7.50')
    expect(text(container)).toContain('−31.00−3.10 %, now −0.40 %')
    await fireEvent.click(getByRole('radio', { name: '7 days' }))
    await settled()
    expect(text(container)).toContain('−90.00−9.00 %')
    expect(text(container)).toContain('without −500.00 moved')
  })

  it('says why there is none yet', async () => {
    feed.answers = { equity: report('day', { t: [], equity: [], realised: [], start: null, moved: null, now: null }) }
    const { container } = render(Equity)
    await settled()
    expect(text(container)).toContain('the first point comes when a packet closes')
  })
})

describe('System', () => {
  it('has the last words of each connection that failed, without an entry of the journal', async () => {
    feed.answers = { equity: report('day'), models: [], latency: { window: '1h', spark: {}, edges: [], counts: [], total: 0 } }
    await tell({ health: health([link({ fault: { t: 0, code: null, text: 'the other side closed' } }), link({ name: 'orders', fault: { t: 5, code: '-2010', text: 'Order would immediately match and take.' } }), link({ name: 'user-data' })]) })
    const { container } = render(System)
    await settled()
    const said = [...container.querySelectorAll('.faults > div')].map(text)
    expect(said).toHaveLength(2)
    expect(said[0]).toContain('Order would immediately match and take. (-2010)')
    expect(said[1]).toContain('the other side closed')
  })

  it('tells how old the data of the model in force is', async () => {
    const model = (id: string, state: ModelSummary['state'], age: number): ModelSummary => ({ id, symbols: ['BTCUSDT'], state, auc: null, created: 0, dataTo: world().now - age, fault: null })
    feed.answers = { equity: report('day'), models: [model('old-one', 'live', OLD + 864e5), model('fresh-one', 'live', 864e5), model('no-matter', 'archived', 9 * OLD)], latency: { window: '1h', spark: {}, edges: [], counts: [], total: 0 } }
    const { container } = render(System)
    await settled()
    expect([...container.querySelectorAll('.mods a')].map((it) => [text(it), it.classList.contains('warn')])).toEqual([['old-one: data 31 d', true], ['fresh-one: data 1 d', false]])
  })

  it('does not judge a replay by the clock of today', () => {
    expect(ageTone(OLD + 1, 'live')).toBe('warn')
    expect(ageTone(OLD + 1, 'replay')).toBe('')
    expect(dataAge({ dataTo: null }, 5)).toBeNull()
  })
})
