import './app/tokens.css'
import './app/base.css'
import { mount } from 'svelte'
import App from './app/App.svelte'
import { makeWorld } from './app/app.svelte'
import { settings } from './app/settings.svelte'
import { useTicket } from './app/ticket'
import { loadLanguage } from './i18n/index.svelte'

// The chart and its fonts come beside the rest: they are wanted as soon as something is shown. Who shows it asks again.
import('./chart/chart').catch(() => undefined)
for (const font of ['600 11px "Inter Variable"', '400 11px "Inter Variable"']) void document.fonts.load(font)

const host = document.getElementById('app')
if (!host) throw new Error('index.html has no element #app')

const root = document.documentElement
root.dataset['theme'] = settings.theme === 'system' ? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark') : settings.theme
root.dataset['palette'] = settings.palette

await useTicket()
await Promise.all([makeWorld(), loadLanguage(settings.lang)])
host.replaceChildren()
mount(App, { target: host })
