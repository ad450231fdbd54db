import { cleanup, render } from '@testing-library/svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeWorld, world } from '../src/app/app.svelte'
import StatusBar from '../src/app/StatusBar.svelte'
import type { Account, Frame, Lock, Order, Position } from '../src/data/contract'
import { range } from '../src/data/format'
import Risk from '../src/pages/system/Risk.svelte'
import { dayLossUse, endOf, exposureUse, holds, placesUse, toMidnight, useTone } from '../src/pages/system/risk'
import { spread } from '../src/pages/system/ticks'
import { PlayedFeed, hello } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))

const account: Account = { currency: 'USDT', equity: '10000', free: '4000', day: '-170', dayShare: -0.017, risk: '17.74', riskR: 0.62, exposure: '7652', unrealised: '12.22' }
const limits = { ...hello.limits, dailyLoss: 0.02, exposure: '8000' }
const lock = (more: Partial<Lock>): Lock => ({ n: null, locks: ['paused'], since: 1000, code: null, p: {}, ...more })
const text = (host: Element): string => (host.textContent ?? '').replaceAll('\u2009', ' ').replace(/\s+/g, ' ')

let feed: PlayedFeed
let last = 0
async function tell(parts: Partial<Frame>): Promise<void> {
  feed.send({ s: ++last, ...parts })
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}
beforeAll(async () => {
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello({ ...hello, limits, build: { version: '0.1.0', commit: '' } })
  await tell({ k: 'snap', account })
})
afterEach(cleanup)

describe('Risk', () => {
  it('is measured against its limits', () => {
    expect(exposureUse(account, limits).share).toBeCloseTo(0.9565, 6)
    expect(exposureUse(account, { ...limits, exposure: null }).share).toBeNull()
    expect(dayLossUse(account, limits)?.share).toBeCloseTo(0.85, 6)
    expect(dayLossUse({ ...account, dayShare: 0.03 }, limits)?.share).toBe(0)
    expect(dayLossUse({ ...account, dayShare: null }, limits)).toBeNull()
    expect([0.79, 0.8, 1, null].map(useTone)).toEqual(['', 'warn', 'dn', ''])
  })

  it('counts each setup once against the most there may be', () => {
    const at = (n: string, setup: number | null, role = 'entry') => ({ n, setup, role }) as Order
    const held = [{ n: 'BTCUSDT', setup: 7 }] as Position[]
    expect(placesUse(held, [at('BTCUSDT', 7), at('BTCUSDT', 7, 'tp'), at('ETHUSDT', 7), at('SOLUSDT', null)], { ...limits, positions: 4 })).toEqual({ used: 3, limit: 4, share: 0.75 })
    expect(placesUse([], [], limits)).toEqual({ used: 0, limit: null, share: null })
  })

  it('tells how long a hold lasts', () => {
    expect(toMidnight(Date.UTC(2026, 0, 5, 23, 30))).toBe(30 * 60_000)
    expect((['killed', 'not-trading', 'stale-data'] as const).map(endOf)).toEqual(['person', 'exchange', 'data'])
    expect(holds([lock({ n: 'ETHUSDT', locks: ['stale-data'], since: 1 }), lock({ locks: ['paused', 'disconnected'] })]).map((it) => it.lock)).toEqual(['paused', 'disconnected', 'stale-data'])
  })

  it('is shown with what is left of each limit', async () => {
    const { container } = render(Risk)
    expect(text(container)).toContain('limit 8 000, 96 % used')
    expect(text(container)).toContain('limit −2.00 %, 85 % used')
    expect(text(container)).toContain('New entriesOpen')
    await tell({ account: { ...account, dayShare: -0.0201 }, locks: [lock({})] })
    expect(text(container)).toContain('no entries until 00:00 UTC')
    expect(text(container)).toContain('paused')
    expect(text(container)).toContain('until a person resumes')
  })
})

describe('Small defects', () => {
  it('leave no dot behind a version without a commit', () => {
    expect(text(render(StatusBar).container)).toMatch(/v0\.1\.0 (–|\d)/)
  })
  it('name one day once', () => {
    expect(range(Date.UTC(2026, 10, 23, 1), Date.UTC(2026, 10, 23, 20), 'en', true)).toBe('23 Nov 2026')
    expect(range(Date.UTC(2026, 10, 22), Date.UTC(2026, 10, 23), 'en', true)).toBe('22 – 23 Nov 2026')
    expect(range(Date.UTC(2025, 10, 23), Date.UTC(2026, 10, 23), 'en', true)).not.toBe('23 Nov 2026')
  })
  it('keep labels of an axis apart', () => {
    expect(spread([[0.5, 1], [1, 4], [2, 5], [5, 6], [10, 9]] as const, 3).map(([ms]) => ms)).toEqual([0.5, 1, 10])
  })
})
