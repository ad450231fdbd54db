// Pictures of every page of a running terminal, at three sizes and in both themes: node scripts/shots.mjs <address> [folder] [part of a name].
// The folder is artifacts/shots unless another is named. Says what the console said, and how long the first paint took.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browser } from './serve.mjs'

const [address, folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../artifacts/shots'), only = ''] = process.argv.slice(2)
if (!address) {
  console.error('which terminal? node scripts/shots.mjs http://127.0.0.1:7077')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const SIZES = { 1440: [1440, 900], 1920: [1920, 1080], 390: [390, 844] }
const PAGES = ['trade', 'lab', 'models', 'backtests', 'data', 'system']
const chrome = await browser()
let faults = 0
for (const theme of ['dark', 'light'])
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    const context = await chrome.newContext({ viewport: { width, height } })
    await context.addInitScript((chosen) => localStorage.setItem('multismc.settings', JSON.stringify({ greeted: true, theme: chosen })), theme)
    for (const name of PAGES) {
      const file = `${name}-${size}-${theme}`
      if (!file.includes(only)) continue
      const page = await context.newPage()
      const say = (text) => {
        faults++
        console.log(`${file}: ${text}`)
      }
      page.on('pageerror', (error) => say(error.message))
      page.on('console', (message) => message.type() === 'error' && say(message.text()))
      await page.goto(new URL(`#/${name}`, address).href)
      await page.locator('header .dot.up').first().waitFor()
      await page.waitForLoadState('networkidle').catch(() => undefined)
      const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)
      await page.screenshot({ path: join(folder, `${file}.png`) })
      console.log(`${file}.png, first contentful paint ${paint.toFixed(0)} ms`)
      await page.close()
    }
    await context.close()
  }
await chrome.close()
process.exit(faults === 0 ? 0 : 1)
