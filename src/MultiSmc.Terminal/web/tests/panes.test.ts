import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeWorld, ui, world } from '../src/app/app.svelte'
import { onKey } from '../src/app/keys'
import { sum, times } from '../src/data/decimal'
import type { Fill, Frame, JournalEntry } from '../src/data/contract'
import { chartKeys, type ChartControl } from '../src/pages/trade/control'
import Bottom from '../src/pages/trade/Bottom.svelte'
import FillsTable from '../src/pages/trade/FillsTable.svelte'
import LogPane from '../src/pages/trade/LogPane.svelte'
import { unseen } from '../src/pages/trade/log'
import { csv } from '../src/ui/save'
import { PlayedFeed, hello, info, seeded } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))

const fill = (id: string, more: Partial<Fill> = {}): Fill => ({ id, n: 'BTCUSDT', order: 'o', side: 'BUY', role: 'entry', setup: 7, price: '100.1', qty: '0.3', fee: '0.03', feeAsset: 'USDT', maker: true, packet: 5, t: 0, ...more })
const entry = (id: number, lvl: JournalEntry['lvl'], code: string): JournalEntry => ({ id, t: id, kind: 'risk', lvl, n: null, code, p: { message: `said ${id}` } })
const text = (host: Element): string => (host.textContent ?? '').replaceAll('\u2009', ' ').replace(/\s+/g, ' ')
const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

let feed: PlayedFeed
let last = 0
async function tell(parts: Partial<Frame>): Promise<void> {
  feed.send({ s: ++last, ...parts })
  await painted()
}

beforeAll(async () => {
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello({ ...hello, symbols: [info, { ...info, name: 'ETHUSDT', base: 'ETH' }] })
})
beforeEach(async () => {
  ui.seenLog = -1
  ui.tab = 'orders'
  await tell({
    k: 'snap',
    fills: [fill('a'), fill('b', { side: 'SELL', role: 'tp', price: '102.2', fee: '0.07', packet: 8, t: 1 }), fill('c', { n: 'ETHUSDT', fee: '0.001', feeAsset: 'BNB', packet: -1, t: 2 })],
    journal: [entry(1, 'info', 'exposure'), entry(2, 'warn', 'drawdown'), entry(3, 'error', 'protection-refused')],
  })
})
afterEach(cleanup)

describe('Sums of decimal strings', () => {
  it('are exact where floating point is not', () => {
    expect([sum(['0.1', '0.2']), sum(['-0.05', '0.05']), sum([]), sum(['1000', '-0.00000001']), times('100.1', '0.3'), times('-0.5', '0.02')]).toEqual(['0.3', '0', '0', '999.99999999', '30.03', '-0.01'])
  })

  it('hold for random amounts', () => {
    const seed = Math.floor(Math.random() * 1e9)
    const random = seeded(seed)
    const units = Array.from({ length: 200 }, () => Math.floor((random() - 0.5) * 1e9))
    const made = units.map((it) => `${it < 0 ? '-' : ''}${Math.floor(Math.abs(it) / 1e4)}.${String(Math.abs(it) % 1e4).padStart(4, '0')}`)
    const total = units.reduce((a, b) => a + b, 0)
    expect(Math.round(Number(sum(made)) * 1e4), `seed ${seed}`).toBe(total)
  })
})

describe('Fills', () => {
  it('are summed by side with their fees by asset, and filtered', async () => {
    const { container, getByLabelText } = render(FillsTable)
    const sums = () => text(container.querySelector('.sums') as Element)
    expect(sums()).toContain('3 fills')
    expect(sums()).toContain('Fees 0.001 BNB + 0.1 USDT')
    expect(sums()).not.toContain('BTC ·')
    await fireEvent.change(getByLabelText('Symbol'), { target: { value: 'BTCUSDT' } })
    expect(sums()).toContain('BUY 0.3 BTC · 30.03')
    expect(sums()).toContain('SELL 0.3 BTC · 30.66')
    await fireEvent.change(getByLabelText('Side'), { target: { value: 'SELL' } })
    expect([...container.querySelectorAll('tbody tr')].map((it) => it.children[2]?.textContent)).toEqual(['SELL'])
    expect(sums()).not.toContain('BUY 0.3')
  })

  it('bring the chart to their packet', async () => {
    const { container } = render(FillsTable)
    ui.goTo = null
    const rows = [...container.querySelectorAll('tbody tr')]
    await fireEvent.click(rows[0] as Element)
    expect(ui.goTo).toBeNull() // its packet is not known
    await fireEvent.click(rows[1] as Element)
    expect(ui.goTo).toEqual({ symbol: 'BTCUSDT', index: 8 })
    expect(rows[1]?.getAttribute('aria-selected')).toBe('true')
  })

  it('are saved as values that a table reads back', async () => {
    let saved: Blob | null = null
    const make = vi.spyOn(URL, 'createObjectURL').mockImplementation((it) => {
      saved = it as Blob
      return 'blob:test'
    })
    const { getByRole } = render(FillsTable)
    await fireEvent.click(getByRole('button', { name: 'CSV' }))
    make.mockRestore()
    const lines = (await (saved as unknown as Blob).text()).trim().split('\n')
    expect(lines[0]).toBe('time,symbol,side,role,setup,price,quantity,quote,fee,fee_asset,maker,order,fill,packet')
    expect(lines[2]).toBe('1970-01-01T00:00:00.001Z,BTCUSDT,SELL,tp,7,102.2,0.3,30.66,0.07,USDT,true,o,b,8')
    expect(lines).toHaveLength(4)
    expect(csv([['a,b', 'say "x"', null]])).toBe('"a,b","say ""x""",\n')
  })
})

describe('Journal under the chart', () => {
  it('shows from a level on, and what was searched for', async () => {
    const { container, getByRole, getByLabelText } = render(LogPane)
    await tell({ journal: [{ ...entry(9, 'info', 'exposure'), kind: 'order', code: 'unknown', p: { message: 'said 9' } }] })
    const said = () => [...container.querySelectorAll('li .cut')].map((it) => /said \d/.exec(it.textContent ?? '')?.[0])
    await fireEvent.click(getByRole('radio', { name: 'Warnings' }))
    expect(said()).toEqual(['said 3', 'said 2'])
    await fireEvent.click(getByRole('radio', { name: 'Errors' }))
    expect(said()).toEqual(['said 3'])
    await fireEvent.click(getByRole('radio', { name: 'All' }))
    await fireEvent.change(getByLabelText('Part'), { target: { value: 'order' } })
    expect(said()).toEqual(['said 9'])
    await fireEvent.change(getByLabelText('Part'), { target: { value: '' } })
    await fireEvent.input(getByLabelText('Search the journal'), { target: { value: 'drawdown' } })
    expect(said()).toEqual(['said 2'])
  })

  it('stands still while a person reads further down, and tells how many came', async () => {
    const { container, getByRole, queryByRole } = render(LogPane)
    const list = container.querySelector('[role=log]') as HTMLElement
    list.scrollTop = 100
    await fireEvent.scroll(list)
    await tell({ journal: [entry(4, 'warn', 'drawdown')] })
    expect(container.querySelectorAll('li')).toHaveLength(3)
    expect(ui.seenLog).toBe(3)
    await fireEvent.click(getByRole('button', { name: '1 new' }))
    expect(container.querySelectorAll('li')).toHaveLength(4)
    expect(list.scrollTop).toBe(0)
    expect(queryByRole('button', { name: '1 new' })).toBeNull()
    expect(ui.seenLog).toBe(4)
  })

  it('counts at its tab what was not seen of warnings and errors, until it is opened', async () => {
    expect(unseen(world().journal, 2)).toEqual({ count: 1, error: true })
    expect(unseen(world().journal, 900)).toEqual({ count: 2, error: true }) // a journal that began anew
    const { getByRole, findByRole } = render(Bottom)
    expect(getByRole('tab', { name: /^Journal/ }).textContent).toBe('Journal2')
    await fireEvent.click(getByRole('tab', { name: /^Journal/ }))
    await findByRole('textbox', { name: 'Search the journal' })
    await painted()
    expect(getByRole('tab', { name: /^Journal/ }).textContent).toBe('Journal')
    await tell({ journal: [entry(4, 'info', 'exposure')] })
    await fireEvent.click(getByRole('tab', { name: /^Orders/ }))
    await tell({ journal: [entry(5, 'warn', 'drawdown'), entry(6, 'info', 'exposure')] })
    expect(getByRole('tab', { name: /^Journal/ }).textContent).toBe('Journal1')
  })

  it('has its search under the key /', async () => {
    const { findByRole } = render(Bottom)
    onKey(new KeyboardEvent('keydown', { key: '/', code: 'Slash' }))
    await vi.waitFor(() => expect(ui.tab).toBe('journal'))
    const field = await findByRole('textbox', { name: 'Search the journal' })
    await vi.waitFor(() => expect(document.activeElement).toBe(field))
    field.blur()
    onKey(new KeyboardEvent('keydown', { key: '/', code: 'Slash' }))
    await vi.waitFor(() => expect(document.activeElement).toBe(field))
  })
})

describe('The key M', () => {
  it('asks the chart for its ruler, and is a letter like any other in a field', () => {
    const ruler = vi.fn()
    chartKeys.control = { ruler } as unknown as ChartControl
    onKey(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM' }))
    const field = document.body.appendChild(document.createElement('input'))
    field.addEventListener('keydown', onKey)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM' }))
    field.remove()
    chartKeys.control = null
    expect([ui.floating, ui.ask, ruler.mock.calls.length]).toEqual([null, null, 1])
  })
})
