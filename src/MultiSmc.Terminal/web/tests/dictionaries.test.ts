import { describe, expect, it } from 'vitest'
import { en } from '../src/i18n/en'
import { enPages } from '../src/i18n/en.pages'
import { ru } from '../src/i18n/ru'
import { ruPages } from '../src/i18n/ru.pages'

/** Words that Russian takes as they are. */
const SAME = /^[A-Z0-9µ$%#&…←→−+.,:()\s/–-]*$|^(p|R|seq|Live|TP|SL|BOS|CHoCH|OTE|VPIN|ER|PnL|OK|ROC AUC|PR AUC|Log loss|Brier|JSON|Parquet|Charts by|CVD|UTC|Ctrl K|Home End$|Shift [A-Z]$)/

function walk(a: unknown, b: unknown, path: string, found: string[]): void {
  if (typeof a === 'string') {
    if (typeof b !== 'string' || b.trim() === '') found.push(`${path}: no text`)
    else if (a === b && /[a-z]{3}/.test(a) && !SAME.test(a)) found.push(`${path}: "${a}" is not translated`)
  } else if (typeof a === 'function') {
    if (typeof b !== 'function') return void found.push(`${path}: not a function`)
    const args = Array.from({ length: a.length }, (_, k) => `<${k}>`)
    const [x, y] = [String(a(...args)), String((b as (...args: unknown[]) => unknown)(...args))]
    for (const arg of args) if (x.includes(arg) !== y.includes(arg)) found.push(`${path}: parameter ${arg} in "${y}"`)
  } else if (Array.isArray(a)) {
    a.forEach((it, k) => walk(it, (b as unknown[])[k], `${path}[${k}]`, found))
  } else if (a !== null && typeof a === 'object') {
    for (const key of Object.keys(a)) {
      if ('other' in a && 'one' in a) {
        for (const form of ['one', 'few', 'many', 'other']) if (!(form in (b as object))) found.push(`${path}: no form "${form}"`)
        return
      }
      walk((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`, found)
    }
  }
}

describe('Russian', () => {
  it('has every text, every parameter, and every form of a plural', () => {
    const found: string[] = []
    walk(en, ru, 'en', found)
    walk(enPages, ruPages, 'pages', found)
    expect(found).toEqual([])
  })
  it('names every feature, reason and error that English names', () => {
    expect(Object.keys(ru.reasons).sort()).toEqual(Object.keys(en.reasons).sort())
    expect(Object.keys(ruPages.features).sort()).toEqual(Object.keys(enPages.features).sort())
    expect(Object.keys(ru.cmd.errors).sort()).toEqual(Object.keys(en.cmd.errors).sort())
  })
})
