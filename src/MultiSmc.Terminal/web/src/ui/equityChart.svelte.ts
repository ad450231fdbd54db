import type { EquityChart, EquityView } from '../chart/equity'
import { look, settings } from '../app/settings.svelte'
import { timeOffset } from '../data/format'
import { later } from './later'

/** Keeps a plot of equity in an element: made when the element is there, drawn anew with its data and the colours. To be called while a component begins. `drawn`: it is there. */
export function equityChart(host: () => HTMLElement | undefined, view: () => EquityView | null): { readonly drawn: boolean } {
  let chart: EquityChart | null = $state.raw(null)
  $effect(() => {
    const at = host()
    if (!at) return
    let made: EquityChart | null = null
    const end = later(() => import('../chart/equity'), (module) => {
      made = new module.EquityChart(at, () => settings.lang)
      chart = made
    })
    return () => {
      end()
      made?.destroy()
      chart = null
    }
  })
  $effect(() => {
    void look.theme
    void settings.palette
    void settings.zone
    const now = view()
    // The library knows UTC alone: it is given what the clocks of the chosen zone show.
    if (now) chart?.set({ ...now, t: now.t.map((it) => it + timeOffset() * 60) })
  })
  return { get drawn() { return chart !== null } }
}

/** A colour of the theme in force, by its token. */
export const themeColor = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
