import { setGrouping, setTimeOffset } from '../data/format'

export type Theme = 'dark' | 'light' | 'system'
export type Layer = 'zones' | 'structure' | 'swings' | 'orders' | 'trades' | 'whatIf' | 'shorts'
export type Pane = 'p' | 'vpin' | 'imb' | 'cvd'

interface Saved {
  theme: Theme
  palette: 'default' | 'safe'
  lang: 'en' | 'ru'
  zone: 'utc' | 'local'
  grouping: boolean
  keys: boolean
  sounds: { fill: boolean; cancel: boolean; disconnect: boolean }
  notify: boolean
  /** Events that no notification is shown of. */
  muted: string[]
  layers: Record<Layer, boolean>
  panes: Record<Pane, boolean>
  cvdFrom: 'day' | 'start'
  vpinScale: 'whole' | 'fitted'
  right: number | null
  bottom: number | null
  greeted: boolean
}

const KEY = 'multismc.settings'

/** What the server's configuration chooses stands on the document; a browser that has chosen keeps its own. */
function defaults(): Saved {
  const root = document.documentElement
  return {
    theme: (root.dataset['defaultTheme'] as Theme | undefined) ?? 'dark', palette: 'default',
    lang: (root.dataset['defaultLang'] as Saved['lang'] | undefined) ?? (navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en'), zone: 'utc', grouping: true, keys: true,
    sounds: { fill: false, cancel: false, disconnect: false }, notify: false, muted: ['command'],
    layers: { zones: true, structure: true, swings: true, orders: true, trades: true, whatIf: true, shorts: false },
    panes: { p: true, vpin: true, imb: true, cvd: true }, cvdFrom: 'day', vpinScale: 'whole', right: null, bottom: null, greeted: false,
  }
}

function load(): Saved {
  const base = defaults()
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Saved>
    return { ...base, ...saved, layers: { ...base.layers, ...saved.layers }, panes: { ...base.panes, ...saved.panes }, sounds: { ...base.sounds, ...saved.sounds } }
  } catch {
    return base
  }
}

/** What the person chose; kept in this browser. The address may override for one visit: `?theme=light&palette=safe&lang=ru`. */
export const settings = $state<Saved>(load())

const asked = new URLSearchParams(location.search)
const wanted = <T extends string>(name: string, allowed: readonly T[]): T | null => {
  const value = asked.get(name) as T | null
  return value !== null && allowed.includes(value) ? value : null
}
settings.theme = wanted('theme', ['dark', 'light', 'system'] as const) ?? settings.theme
settings.palette = wanted('palette', ['default', 'safe'] as const) ?? settings.palette
settings.lang = wanted('lang', ['en', 'ru'] as const) ?? settings.lang

const media = matchMedia('(prefers-color-scheme: light)')
let systemLight = $state(media.matches)
media.addEventListener('change', (event) => (systemLight = event.matches))

/** The theme in force. */
export const look = {
  get theme(): 'dark' | 'light' {
    return settings.theme === 'system' ? (systemLight ? 'light' : 'dark') : settings.theme
  },
}

/** Keeps the document and the stored copy in step; call once, in a component. */
export function followSettings(): void {
  $effect(() => {
    const root = document.documentElement
    root.dataset['theme'] = look.theme
    root.dataset['palette'] = settings.palette
    root.lang = settings.lang
  })
  $effect.pre(() => {
    setTimeOffset(settings.zone === 'local' ? -new Date().getTimezoneOffset() : 0)
    setGrouping(settings.grouping)
  })
  $effect(() => {
    const text = JSON.stringify(settings)
    try {
      localStorage.setItem(KEY, text)
    } catch {
      // Private windows may refuse: the choice then holds for this visit.
    }
  })
}
