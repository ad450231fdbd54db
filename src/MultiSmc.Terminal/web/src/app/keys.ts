import { chartKeys } from '../pages/trade/control'
import { route, ui, world, type PageName } from './app.svelte'
import { settings, type Layer, type Pane } from './settings.svelte'

const PAGES: Record<string, PageName> = { t: 'trade', l: 'lab', m: 'models', b: 'backtests', d: 'data', s: 'system' }
const TABS = { o: 'orders', p: 'positions', n: 'zones', i: 'fills', j: 'journal' } as const
const PANES: Record<string, Pane> = { '1': 'p', '2': 'vpin', '3': 'imb', '4': 'cvd' }
const LAYERS: Record<string, Layer> = { z: 'zones', s: 'structure', w: 'swings', o: 'orders', t: 'trades', i: 'whatIf' }
let goAt = 0

/** The keys of the page (design page, section 9). Dangerous ones only open their question. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const key = event.key.toLowerCase()
  if ((event.ctrlKey || event.metaKey) && key === 'k') {
    event.preventDefault()
    ui.floating = ui.floating === 'palette' ? null : 'palette'
    return
  }
  if (event.ctrlKey || event.metaKey) return
  if (event.key === 'Escape') {
    if (ui.toasts.length > 0) ui.dismiss((ui.toasts[ui.toasts.length - 1] as { id: number }).id)
    else ui.selectedZone = null
    return
  }
  const target = event.target
  if (target instanceof HTMLElement && (target.closest('input, select, textarea') || target.isContentEditable)) return
  if (ui.floating !== null || ui.ask !== null || !settings.keys) return
  // A letter on another layout counts by its place.
  const letter = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.code.startsWith('Digit') ? event.code.slice(5) : key
  if (event.altKey) {
    const pane = PANES[letter]
    const layer = LAYERS[letter]
    if (pane) settings.panes[pane] = !settings.panes[pane]
    else if (layer) settings.layers[layer] = !settings.layers[layer]
    else return
  } else if (event.shiftKey && /^[pxck]$/.test(letter)) danger(letter)
  else if (goAt > Date.now() - 1500 && PAGES[letter]) {
    goAt = 0
    route.go(PAGES[letter])
  } else if (event.key === '?') ui.floating = 'help'
  else if (event.key === '/') search()
  else if (event.shiftKey && !event.key.startsWith('Arrow') && event.key !== '+') return
  else if (!plain(event, letter)) return
  event.preventDefault()
}

/** To the search of what is in view: the page's own, on Trade the journal's; where there is none, to the one for everything. */
function search(): void {
  const onTrade = route.page === 'trade'
  if (onTrade) ui.tab = 'journal'
  let frames = 0
  const look = (): void => {
    const field = document.querySelector<HTMLInputElement>('input[data-search]')
    if (field) field.focus()
    else if (!onTrade) ui.floating = 'palette'
    // A tab that was not open has its field with a later paint, or when its part of the program is here.
    else if (++frames < 60) requestAnimationFrame(look)
  }
  look()
}

function plain(event: KeyboardEvent, letter: string): boolean {
  const chart = chartKeys.control
  if (/^[1-9]$/.test(letter)) {
    const market = world().list[Number(letter) - 1]
    if (market) route.go('trade', market.info.name)
    return market !== undefined
  }
  if (letter === 'g') {
    goAt = Date.now()
    return true
  }
  const tab = TABS[letter as keyof typeof TABS]
  if (tab) {
    ui.tab = tab
    return true
  }
  if (!chart) return false
  switch (event.key === '+' || event.key === '=' ? '+' : letter === event.key.toLowerCase() ? letter : event.code.startsWith('Key') ? letter : event.key) {
    case 'z': chart.reset(); return true
    case 'c': chart.follow(); return true
    case 'f': chart.full(); return true
    case 'm': chart.ruler(); return true
    case '[': chart.zone(-1); return true
    case ']': chart.zone(1); return true
    case ',': chart.trade(-1); return true
    case '.': chart.trade(1); return true
    case '+': chart.zoom(1.25); return true
    case '-': chart.zoom(0.8); return true
    default: return false
  }
}

function danger(letter: string): void {
  const w = world()
  if (!w.mayCommand) return
  const at = (id: string): HTMLElement => document.getElementById(id) ?? document.body
  if (letter === 'k') ui.floating = 'kill'
  else if (letter === 'p') at('pause').click()
  else if (letter === 'c') ui.ask = { request: { kind: 'cancel-all', symbol: null }, at: at('cancel-all') }
  else {
    const own = w.positions.filter((it) => it.n === w.focus)
    const position = own.find((it) => it.setup === w.market(w.focus)?.setup?.no) ?? own[0]
    if (position) ui.ask = { request: { kind: 'close-position', symbol: position.n, args: { setup: position.setup } }, at: at('pause') }
  }
}
