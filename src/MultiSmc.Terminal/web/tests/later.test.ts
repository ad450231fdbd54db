import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { later } from '../src/ui/later'

describe('a part of the page that comes by itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is asked for until the server gives it, and used once', async () => {
    let asked = 0
    const used: string[] = []
    later(() => (++asked < 3 ? Promise.reject(new Error('no server')) : Promise.resolve('part')), (part) => used.push(part))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(3)
    expect(used).toEqual(['part'])
  })

  it('is left alone for a while after each refusal', async () => {
    const load = vi.fn(() => Promise.reject(new Error('no server')))
    const end = later(load, () => undefined)
    await vi.advanceTimersByTimeAsync(1999)
    expect(load).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(load).toHaveBeenCalledTimes(2)
    end()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('is not used when nobody wants it any more', async () => {
    const use = vi.fn()
    let give: (part: string) => void = () => undefined
    const end = later(() => new Promise<string>((resolve) => (give = resolve)), use)
    end()
    give('part')
    await vi.advanceTimersByTimeAsync(0)
    expect(use).not.toHaveBeenCalled()
  })
})
