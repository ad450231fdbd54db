import { NONE, clock, date, offsetName, price, timeOffset } from '../data/format'
import { settings } from './settings.svelte'
import { tp } from '../i18n/pages.svelte'
import { tr } from '../i18n/index.svelte'
import { saveBlob } from '../ui/save'
import { NoPicture, pictureOf } from '../ui/picture'
import { route, ui, world } from './app.svelte'
import { chartKeys } from '../pages/trade/control'
import { pair } from './words'

/** A link that shows what is shown now: on the Trade page the symbol, and the packet in the middle of the view, or the newest where that is followed; it holds as long as the session. */
export function viewLink(): string {
  const here = new URL(location.href)
  const market = route.page === 'trade' ? world().market(world().focus) : undefined
  if (market) {
    const name = market.info.name
    const at = Math.min(market.packets.end - 1, chartKeys.control?.middle() ?? Infinity)
    here.hash = `#/trade/${encodeURIComponent(name)}${at >= 0 ? `/${at}` : ''}`
  }
  return here.href
}

export async function copyLink(): Promise<void> {
  const link = viewLink()
  const said = tp().share
  try {
    await navigator.clipboard.writeText(link)
    ui.toast({ title: said.copied, text: link, details: link, good: true })
  } catch {
    // Browsers give the clipboard to pages of this machine and of TLS alone: the link is shown to be taken by hand.
    ui.toast({ title: said.takeIt, text: link, details: link, good: true })
  }
}

/** Saves the chart of the page as an image; on a phone that can, it is handed on. */
export async function savePicture(): Promise<void> {
  const said = tp().share
  const host = document.querySelector<HTMLElement>('[role="application"]') ?? [...document.querySelectorAll<HTMLElement>('main .canvas')].find((it) => it.querySelector('canvas') !== null)
  const w = world()
  const css = getComputedStyle(document.documentElement)
  const now = w.now
  const market = route.page === 'trade' ? w.market(w.focus) : undefined
  const what = market ? `${pair(market.info)} ${market.tick ? price(market.tick.l, market.info.priceDecimals) : NONE}` : `${tr().nav[route.page as 'trade']} ${route.args[0] ?? ''}`.trim()
  try {
    if (!host) throw new NoPicture('nothing')
    const blob = await pictureOf(host, {
      left: what, right: `${w.hello ? tr().top[w.hello.mode] : ''}  ${date(now, settings.lang, true)} ${clock(now)} ${offsetName(timeOffset())}`,
      ink: css.getPropertyValue('--t1').trim(), paper: css.getPropertyValue('--bg-1').trim(), font: css.getPropertyValue('--font').trim() || 'sans-serif',
    })
    const name = `multismc-${what.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}.png`
    const file = new File([blob], name, { type: 'image/png' })
    if (matchMedia('(pointer: coarse)').matches && navigator.canShare?.({ files: [file] })) await navigator.share({ files: [file] })
    else saveBlob(name, blob)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return // not handed on after all
    ui.toast({ title: said.noPicture, text: error instanceof NoPicture ? said[error.reason] : String(error), details: String(error) })
  }
}
