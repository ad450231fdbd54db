import './app/tokens.css'
import './app/base.css'
import { mount } from 'svelte'
import App from './app/App.svelte'
import { makeWorld } from './app/app.svelte'
import { settings } from './app/settings.svelte'
import { useTicket } from './app/ticket'
import { loadLanguage } from './i18n/index.svelte'

const host = document.getElementById('app')
if (!host) throw new Error('index.html has no element #app')

const root = document.documentElement
root.dataset['theme'] = settings.theme === 'system' ? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark') : settings.theme
root.dataset['palette'] = settings.palette

await useTicket()
await Promise.all([makeWorld(), loadLanguage(settings.lang)])
mount(App, { target: host })
