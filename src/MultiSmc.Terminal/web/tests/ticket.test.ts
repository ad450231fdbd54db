import { afterEach, describe, expect, it, vi } from 'vitest'
import { tokenOf, useTicket } from '../src/app/ticket'

afterEach(() => vi.unstubAllGlobals())

describe('the token of a printed address', () => {
  it('is read from the fragment alone', () => {
    expect(tokenOf('#/sign-in?token=0a1b2c')).toBe('0a1b2c')
    expect(tokenOf('#/trade/BTCUSDT')).toBeNull()
    expect(tokenOf('#/sign-in?token=a%20b')).toBeNull()
    expect(tokenOf('')).toBeNull()
  })

  it('is taken out of the address before it is sent', async () => {
    let shown = ''
    const sent = vi.fn((_url: string, init: { body: string }) => {
      shown = location.hash
      return Promise.resolve({ ok: true, body: init.body })
    })
    vi.stubGlobal('location', { hash: '#/sign-in?token=0a1b2c', pathname: '/', search: '' })
    vi.stubGlobal('history', { replaceState: (_s: unknown, _t: string, url: string) => (location.hash = url.slice(url.indexOf('#'))) })
    vi.stubGlobal('fetch', sent)
    await useTicket()
    expect(shown).toBe('#/')
    expect(sent).toHaveBeenCalledWith('/api/v1/session', expect.objectContaining({ method: 'POST', body: '{"token":"0a1b2c"}' }))
  })

  it('does no harm when the server is away', async () => {
    vi.stubGlobal('location', { hash: '#/sign-in?token=0a1b2c', pathname: '/', search: '' })
    vi.stubGlobal('history', { replaceState: () => undefined })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')))
    await expect(useTicket()).resolves.toBeUndefined()
  })
})
