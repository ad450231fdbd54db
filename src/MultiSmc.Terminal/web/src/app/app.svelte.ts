import { World } from '../data/world.svelte'
import { HubFeed } from '../data/hub'
import type { PrepareRequest } from '../data/contract'

export type PageName = 'trade' | 'lab' | 'models' | 'backtests' | 'data' | 'system' | 'positions' | 'journal' | 'more'
const PAGES: readonly PageName[] = ['trade', 'lab', 'models', 'backtests', 'data', 'system', 'positions', 'journal', 'more']

function parse(hash: string): { page: PageName; args: string[] } {
  const [page = '', ...args] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  return { page: PAGES.includes(page as PageName) ? (page as PageName) : 'trade', args }
}

/** Where the page is: hash routes, so every view can be linked and reloaded. */
class Route {
  private current = $state.raw(parse(location.hash))

  constructor() {
    addEventListener('hashchange', () => (this.current = parse(location.hash)))
  }

  get page(): PageName {
    return this.current.page
  }

  get args(): string[] {
    return this.current.args
  }

  go(page: PageName, ...args: (string | number)[]): void {
    location.hash = `#/${[page, ...args].map((it) => encodeURIComponent(String(it))).join('/')}`
  }
}

export const route = new Route()

/** What floats over the page. */
export type Floating = 'settings' | 'palette' | 'help' | 'kill' | null

/** A question at a button before a command is sent. */
export interface Ask {
  request: PrepareRequest
  /** The button: the popover stands by it and gives the focus back to it. */
  at: HTMLElement
}

class Ui {
  floating = $state<Floating>(null)
  ask = $state.raw<Ask | null>(null)
  tab = $state<'orders' | 'positions' | 'zones' | 'fills' | 'journal'>('orders')
  toasts = $state.raw<readonly Toast[]>([])
  /** Packet the chart shall go to, once: set by rows, links and keys. */
  goTo = $state.raw<{ symbol: string; index: number } | null>(null)
  selectedZone = $state<number | null>(null)
  selectedFill = $state<string | null>(null)
  /** Newest journal entry that a person had before their eyes; -1: none. */
  seenLog = $state(-1)
  private nextToast = 1

  toast(toast: Omit<Toast, 'id'>): void {
    this.toasts = [...this.toasts, { ...toast, id: this.nextToast++ }]
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((it) => it.id !== id)
  }
}

export interface Toast {
  id: number
  title: string
  text: string
  details: string
  /** Not a failure. */
  good?: boolean
}

export const ui = new Ui()

/** Buttons that were pressed: command id by what they act on, so that they can show "Sent" and the result. */
class Sent {
  by = $state.raw<ReadonlyMap<string, { id: string; isPart: boolean }>>(new Map())
  put(key: string, id: string, isPart: boolean): void {
    this.by = new Map(this.by).set(key, { id, isPart })
  }
}
export const sent = new Sent()

let made: World | null = null

export function world(): World {
  if (!made) throw new Error('the world is made by main.ts before anything is shown')
  return made
}

export async function makeWorld(): Promise<World> {
  const query = new URLSearchParams(location.search)
  if (query.get('feed') === 'demo') {
    const { DemoFeed } = await import('../data/demo/feed')
    const still = query.has('still')
    made = new World(new DemoFeed({ still, live: query.get('mode') === 'live', replay: query.get('mode') === 'replay', lost: query.has('lost'), empty: query.has('empty'), warm: query.has('loading'), packets: Number(query.get('packets') ?? 6000) }), still)
  } else {
    made = new World(new HubFeed())
  }
  return made
}
