import { settings } from '../app/settings.svelte'
import { later } from '../ui/later'
import { enPages } from './en.pages'

let russian = $state.raw<typeof enPages | null>(null)
let isAsked = false

/** Dictionary of the pages beside Trade: it comes with them, not with the first paint. */
export function tp(): typeof enPages {
  if (settings.lang === 'ru' && !isAsked) {
    isAsked = true
    later(() => import('./ru.pages'), (module) => (russian = module.ruPages))
  }
  return settings.lang === 'ru' ? (russian ?? enPages) : enPages
}

export function featureName(name: string): string {
  return tp().features[name] ?? name
}
