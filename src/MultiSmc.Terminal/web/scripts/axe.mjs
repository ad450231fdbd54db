// Runs axe (WCAG 2.0 to 2.2, A and AA) on every page of the demo in both themes, the safe palette, the phone, and what floats; looks for clipped
// Russian text at 1280; fails on any finding. node scripts/axe.mjs [part of a name]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { browser, serve } from './serve.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const only = process.argv[2] ?? ''
const PAGES = { trade: '#/trade/BTCUSDT', 'trade-warm': '#/trade/AVAXUSDT', lab: '#/lab', models: '#/models', backtests: '#/backtests/run-9/419', data: '#/data', system: '#/system' }
const cases = []
for (const theme of ['dark', 'light']) {
  for (const [name, hash] of Object.entries(PAGES)) cases.push({ name: `${name} ${theme}`, path: `?feed=demo&still&theme=${theme}${hash}` })
  cases.push({ name: `trade ${theme} safe`, path: `?feed=demo&still&theme=${theme}&palette=safe#/trade/BTCUSDT` })
  cases.push({ name: `phone ${theme}`, path: `?feed=demo&still&theme=${theme}#/trade/BTCUSDT`, size: [390, 844] })
  cases.push({ name: `kill ${theme}`, path: `?feed=demo&still&mode=live&theme=${theme}#/trade/BTCUSDT`, act: (page) => page.keyboard.press('Shift+K') })
  cases.push({ name: `ask ${theme}`, path: `?feed=demo&still&theme=${theme}#/trade/BTCUSDT`, act: (page) => page.keyboard.press('Shift+C') })
  cases.push({ name: `settings ${theme}`, path: `?feed=demo&still&theme=${theme}#/trade/BTCUSDT`, act: (page) => page.getByRole('button', { name: 'Settings' }).click() })
  cases.push({ name: `palette ${theme}`, path: `?feed=demo&still&theme=${theme}#/trade/BTCUSDT`, act: (page) => page.keyboard.press('Control+K') })
  cases.push({ name: `zone ${theme}`, path: `?feed=demo&still&theme=${theme}#/trade/BTCUSDT`, act: (page) => page.mouse.move(900, 345) })
  cases.push({ name: `offline ${theme}`, path: `?feed=demo&still&lost&theme=${theme}#/trade/BTCUSDT`, wait: 5600 })
}
cases.push({ name: 'table', path: '?feed=demo&still#/trade/BTCUSDT', act: (page) => page.getByRole('button', { name: 'View as table' }).click() })
for (const [name, hash] of Object.entries(PAGES)) cases.push({ name: `russian ${name}`, path: `?feed=demo&still&lang=ru${hash}`, size: [1280, 800], clipped: true })

/** Texts that do not fit, other than those that are cut on purpose with a title or an ellipsis. */
function findClipped() {
  const found = []
  for (const it of document.querySelectorAll('button, a, h1, h2, h3, dt, th, .tag, legend')) {
    if (it.closest('.sr, [hidden]') || it.scrollWidth <= it.clientWidth + 1 || it.clientWidth === 0) continue
    const style = getComputedStyle(it)
    if (style.overflow === 'hidden' || style.overflowX === 'hidden') if (!it.classList.contains('cut')) found.push(`${it.tagName.toLowerCase()} "${it.textContent.trim().slice(0, 40)}" ${it.scrollWidth} > ${it.clientWidth}`)
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`page ${document.documentElement.scrollWidth} > ${innerWidth}`)
  return found
}

const server = await serve()
const chrome = await browser()
let faults = 0
let checked = 0
for (const { name, path, size = [1440, 900], act, wait = 0, clipped } of cases) {
  if (!name.includes(only)) continue
  const page = await chrome.newPage({ viewport: { width: size[0], height: size[1] } })
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${server.url}/${path}`)
  await page.waitForTimeout(900 + wait)
  if (act) {
    await act(page)
    await page.waitForTimeout(300)
  }
  // Not by addScriptTag: the content policy forbids it, and stays on.
  await page.evaluate(axe)
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  for (const it of result.violations) {
    faults++
    console.log(`${name}: ${it.id}: ${it.help}`)
    for (const node of it.nodes.slice(0, 4)) console.log(`    ${node.target.join(' ')}  ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message?.slice(0, 160) ?? ''}`)
  }
  if (clipped) for (const it of await page.evaluate(findClipped)) {
    faults++
    console.log(`${name}: clipped: ${it}`)
  }
  for (const it of errors) {
    faults++
    console.log(`${name}: ${it}`)
  }
  checked++
  await page.close()
}
await chrome.close()
server.stop()
console.log(`${checked} views checked, ${faults} faults`)
process.exit(faults === 0 && checked > 0 ? 0 : 1)
