import { settings } from '../app/settings.svelte'
import { later } from '../ui/later'
import type { DurationWords } from '../data/format'
import { duration as plainDuration, date as plainDate } from '../data/format'
import { en, type Dictionary } from './en'

let russian = $state.raw<Dictionary | null>(null)

/** Russian comes when it is asked for; until it is here English stands. Ends when it is here or was not given the first time: it is asked for again then. */
export function loadLanguage(lang: 'en' | 'ru'): Promise<void> {
  if (lang !== 'ru' || russian !== null) return Promise.resolve()
  return import('./ru').then((module) => void (russian = module.ru), () => void later(() => import('./ru'), (module) => (russian = module.ru)))
}

/** The dictionary of the chosen language; reading it in a component follows the switch. */
export function tr(): Dictionary {
  return settings.lang === 'ru' ? (russian ?? en) : en
}

const rules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') }

/** "5 orders": the number and the form of the word that goes with it. */
export function plural(count: number, forms: Record<string, string>): string {
  return `${count} ${forms[rules[settings.lang].select(count)] ?? forms['other'] ?? ''}`
}

/** A code in words; an unknown one stays as it is. */
export function reason(code: string | null | undefined): string {
  return code == null ? '' : (tr().reasons[code] ?? code.replaceAll('-', ' '))
}

/** `31m 12s`, `31 м 12 с`. */
export function duration(ms: number | null | undefined): string {
  return plainDuration(ms, tr().words as DurationWords)
}

export function date(ms: number | null | undefined, year = false): string {
  return plainDate(ms, settings.lang, year)
}
