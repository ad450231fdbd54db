import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import App from '../src/app/App.svelte'
import Palette from '../src/app/Palette.svelte'
import { makeWorld, route, ui, world } from '../src/app/app.svelte'
import { copyLink, viewLink } from '../src/app/share'
import { chartKeys, type ChartControl } from '../src/pages/trade/control'
import { pictureOf } from '../src/ui/picture'
import { PlayedFeed, hello, packet } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))
vi.mock('../src/pages/trade/Trade.svelte', async () => ({ default: (await import('../src/ui/Logo.svelte')).default }))

const settled = () => new Promise((done) => setTimeout(done, 40))
let feed: PlayedFeed
beforeAll(async () => {
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  feed.packetsUpTo = 9
  feed.answers = { runs: [] }
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello(hello)
  feed.send({ s: 1, k: 'snap', focus: { symbol: 'BTCUSDT', last: 9, first: 0 }, packets: [packet(9)] })
  await settled()
})
beforeEach(() => {
  ui.goTo = null
  ui.toasts = []
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

describe('A link to the view', () => {
  it('names the symbol and the newest packet, or the one in the middle of the view', async () => {
    route.go('trade', 'BTCUSDT')
    await settled()
    expect(new URL(viewLink()).hash).toBe('#/trade/BTCUSDT/9')
    let middle: number | null = 4
    chartKeys.control = { middle: () => middle } as unknown as ChartControl
    expect(new URL(viewLink()).hash).toBe('#/trade/BTCUSDT/4')
    middle = null // it follows the newest
    expect(new URL(viewLink()).hash).toBe('#/trade/BTCUSDT/9')
    chartKeys.control = null
  })

  it('of another page is its address', async () => {
    route.go('backtests', 'run-1', 7)
    await settled()
    expect(new URL(viewLink()).hash).toBe('#/backtests/run-1/7')
  })

  it('opens the chart at its packet, and nothing where it names none', async () => {
    render(App)
    route.go('trade', 'BTCUSDT', 4)
    await settled()
    expect(ui.goTo).toEqual({ symbol: 'BTCUSDT', index: 4 })
    ui.goTo = null
    route.go('trade', 'BTCUSDT', 'x')
    await settled()
    expect(ui.goTo).toBeNull()
  })

  it('is shown where the browser keeps the clipboard to itself', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: () => Promise.reject(new Error('no')) } })
    await copyLink()
    vi.unstubAllGlobals()
    expect(ui.toasts).toMatchObject([{ title: 'The link to this view', good: true }])
    expect(ui.toasts[0]?.text).toContain('#/')
  })

  it('is an action of the palette', async () => {
    const written: string[] = []
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: (it: string) => Promise.resolve(void written.push(it)) } })
    const { getByRole } = render(Palette, { close: () => undefined })
    await fireEvent.click(getByRole('option', { name: /Copy a link/ }))
    await settled()
    vi.unstubAllGlobals()
    expect(written).toHaveLength(1)
  })
})

describe('A picture', () => {
  it('needs something drawn', async () => {
    await expect(pictureOf(document.createElement('div'), { left: '', right: '', ink: '', paper: '', font: '' })).rejects.toMatchObject({ reason: 'nothing' })
  })
})
