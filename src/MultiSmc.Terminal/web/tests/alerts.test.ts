import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { alerts } from '../src/app/alerts'
import { makeWorld, world } from '../src/app/app.svelte'
import { EVENTS, eventOf } from '../src/app/events'
import SettingsDialog from '../src/app/SettingsDialog.svelte'
import { settings } from '../src/app/settings.svelte'
import type { Frame, JournalEntry } from '../src/data/contract'
import { PlayedFeed, hello } from './support'

vi.mock('../src/data/hub', async () => ({ HubFeed: (await import('./support')).PlayedFeed }))

const shown: { body: string; tag: string }[] = []
class Notification {
  static permission = 'granted'
  static async requestPermission(): Promise<string> {
    return Notification.permission
  }
  constructor(_title: string, { body, tag }: { body: string; tag: string }) {
    shown.push({ body, tag })
  }
}
let id = 0
const entry = (code: string, more: Partial<JournalEntry> = {}): JournalEntry => ({ id: ++id, t: 0, kind: 'order', lvl: 'info', n: 'BTCUSDT', code, p: {}, ...more })
const closed = () => entry('closed', { kind: 'position', p: { setup: 7, pnl: '12.5', r: 0.5, reason: 'target' } })
let feed: PlayedFeed
let last = 0
const send = (parts: Partial<Frame>) => feed.send({ s: ++last, ...parts })
const settled = () => new Promise((done) => setTimeout(done, 20))

beforeAll(async () => {
  vi.stubGlobal('Notification', Notification)
  await makeWorld()
  feed = world().feed as unknown as PlayedFeed
  world().start('en', null)
  feed.events?.link(true, null)
  feed.events?.hello(hello)
  alerts(world())
})
beforeEach(() => {
  shown.length = 0
  settings.notify = true
  settings.muted = ['command']
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  send({ k: 'snap', journal: [] })
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})
afterAll(() => vi.unstubAllGlobals())

describe('Notifications', () => {
  it('follow the rules of the server', () => {
    const about = (code: string, more: Partial<JournalEntry> = {}) => eventOf(entry(code, more))
    expect(about('filled', { p: { side: 'BUY' } })).toBe('opened')
    expect(about('filled', { p: { side: 'SELL' } })).toBeNull()
    expect(about('judged', { p: { act: 'pull' } })).toBe('pulled')
    expect(about('judged', { p: { act: 'keep' } })).toBeNull()
    expect(about('closed', { kind: 'position' })).toBe('closed')
    expect([about('halted'), about('killed'), about('guarded'), about('protection-refused'), about('link-down')]).toEqual(['halted', 'halted', 'unprotected', 'unprotected', 'connection'])
    expect(about('command', { kind: 'command' })).toBe('command')
    expect(about('late-data', { kind: 'risk', lvl: 'warn' })).toBe('alert')
    expect(about('lock', { kind: 'risk', lvl: 'warn' })).toBeNull()
    expect(about('transfer', { kind: 'risk', lvl: 'info' })).toBeNull()
  })

  it('are shown at once while the page is hidden and lays no frame on', () => {
    send({ journal: [closed()] })
    expect(shown).toEqual([{ tag: 'closed', body: expect.stringContaining('BTCUSDT: setup #7 closed') }])
  })

  it('leave out what was not chosen, what is repeated, and a page in view', () => {
    settings.muted = ['closed']
    const again = entry('halted', { kind: 'risk', lvl: 'error' })
    send({ journal: [closed(), again] })
    expect(shown.map((it) => it.tag)).toEqual(['halted'])
    send({ journal: [again] })
    expect(shown).toHaveLength(1)
    settings.muted = []
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
    send({ journal: [closed()] })
    expect(shown).toHaveLength(1)
  })

  it('say nothing of what a snapshot repeats, nor of a session of the past', () => {
    send({ k: 'snap', journal: [closed()] })
    const mode = world().hello
    if (mode) world().hello = { ...mode, mode: 'replay' }
    send({ journal: [closed()] })
    if (mode) world().hello = mode
    expect(shown).toEqual([])
    send({ journal: [closed()] })
    expect(shown).toHaveLength(1)
  })
})

describe('Settings', () => {
  it('offer each event, and a test of the page and of each channel', async () => {
    feed.answers = { 'notifications/phone/test': { delivered: false, fault: 'chat not found' }, notifications: [{ name: 'phone', kind: 'telegram', events: ['closed'], delivered: 3, dropped: 1, lastFault: null }] }
    const { container, getByRole } = render(SettingsDialog, { close: () => undefined })
    await settled()
    expect(container.ownerDocument.querySelectorAll('fieldset input')).toHaveLength(EVENTS.length)
    await fireEvent.click(getByRole('checkbox', { name: 'Position closed' }))
    expect(settings.muted).toContain('closed')
    await fireEvent.click(getByRole('button', { name: 'Test: Browser notifications' }))
    expect(shown).toEqual([{ tag: 'server', body: 'This is a test. So it looks.' }])
    await fireEvent.click(getByRole('button', { name: 'Test: phone' }))
    await settled()
    expect(getByRole('status').textContent).toBe('The test did not arrive: chat not found')
  })
})
