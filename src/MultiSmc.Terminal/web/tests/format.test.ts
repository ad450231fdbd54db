import { afterEach, describe, expect, it } from 'vitest'
import { bytes, dec, duration, finely, limitOf, money, num, percent, price, range, setTimeOffset, share, short, signed, time, toPlain, tone } from '../src/data/format'

afterEach(() => setTimeOffset(0))

describe('numbers', () => {
  it('write a share with the decimals it has', () => {
    expect([0.01, 0.0025, 0.0005, 0.003, 0.1].map(finely)).toEqual(['1\u2009%', '0.25\u2009%', '0.05\u2009%', '0.3\u2009%', '10\u2009%'])
    expect(finely(null)).toBe('–')
  })
  it('know a market order by its price', () => {
    expect(['0', '0.00000000', '', null].map((it) => limitOf(it, 2))).toEqual([null, null, null, null])
    expect(limitOf('102', 2)).toBe('102.00')
  })
  it('group by thin spaces and keep a dot', () => {
    expect(num(99844.76, 2)).toBe('99\u2009844.76')
    expect(price(9984476, 2)).toBe('99\u2009844.76')
    expect(dec('16640.50')).toBe('16\u2009640.50')
    expect(dec('-8.42')).toBe('\u22128.42')
  })
  it('carry a sign, and zero none', () => {
    expect(signed(0.0004)).toBe('0.00')
    expect(signed(-0.18)).toBe('\u22120.18')
    expect(signed(2, 1)).toBe('+2.0')
    expect(percent(0.0084)).toBe('+0.84\u2009%')
    expect(share(0.63)).toBe('63\u2009%')
    expect(num(-0.001, 2)).toBe('0.00')
    expect([tone(0), tone(1), tone(-1), tone(null)]).toEqual(['', 'up', 'dn', ''])
  })
  it('show what is missing as a dash, never as 0', () => {
    for (const text of [num(null), num(NaN), signed(undefined), percent(null), price(null, 2), dec(null), dec(''), short(null), bytes(null), time(null), duration(null)]) expect(text).toBe('\u2013')
  })
  it('shorten large ones', () => {
    expect(short(1e6, '$')).toBe('$1M')
    expect(short(500000, '$')).toBe('$500k')
    expect(short(63.94e6)).toBe('63.9M')
    expect(short(-2500)).toBe('\u22122.5k')
    expect(short(999_999)).toBe('1M')
    expect(bytes(412e6)).toBe('412 MB')
  })
  it('copy as plain digits', () => expect(toPlain('\u22129\u2009844.76')).toBe('-9844.76'))
})

describe('times', () => {
  it('are UTC until local is chosen', () => {
    const at = Date.UTC(2026, 8, 14, 14, 32, 7, 412)
    expect(time(at)).toBe('14:32:07')
    expect(time(at, 3)).toBe('14:32:07.412')
    setTimeOffset(180)
    expect(time(at)).toBe('17:32:07')
  })
  it('last', () => {
    expect(duration(1872_000)).toBe('31m 12s')
    expect(duration((6 * 24 + 4) * 3600_000)).toBe('6d 04h')
    expect(duration(59_999)).toBe('59s')
    expect(duration(3600_000)).toBe('1h 00m')
  })
  it('span', () => expect(range(Date.UTC(2026, 0, 1), Date.UTC(2026, 7, 31), 'en', true)).toBe('1 Jan \u2013 31 Aug 2026'))
})

describe('money', () => {
  it('has two decimals, four under one', () => {
    expect(money('100243.47375452')).toBe('100\u2009243.47')
    expect(money('0.01234567')).toBe('0.0123')
    expect(money('0')).toBe('0.00')
    expect(money(null)).toBe('\u2013')
  })
})
