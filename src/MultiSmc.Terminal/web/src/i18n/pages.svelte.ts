import { settings } from '../app/settings.svelte'
import { enPages } from './en.pages'

let russian = $state.raw<typeof enPages | null>(null)

/** Dictionary of the pages beside Trade: it comes with them, not with the first paint. */
export function tp(): typeof enPages {
  if (settings.lang === 'ru' && russian === null) void import('./ru.pages').then((module) => (russian = module.ruPages))
  return settings.lang === 'ru' ? (russian ?? enPages) : enPages
}

export function featureName(name: string): string {
  return tp().features[name] ?? name
}
