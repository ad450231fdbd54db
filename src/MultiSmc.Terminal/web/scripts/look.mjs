// Pictures of the demo for the eye: node scripts/look.mjs <folder> [name ...]. Reports errors of the console with them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser, serve } from './serve.mjs'

const [folder = '/tmp', ...names] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const big = [1440, 900]
const SHOTS = {
  trade: ['?feed=demo&still#/trade/BTCUSDT', big], 'trade-light': ['?feed=demo&still&theme=light#/trade/BTCUSDT', big], 'trade-1920': ['?feed=demo&still#/trade/ETHUSDT', [1920, 1080]],
  'trade-ru': ['?feed=demo&still&lang=ru&palette=safe#/trade/BTCUSDT', big], 'trade-offline': ['?feed=demo&still&lost#/trade/BTCUSDT', big, 6500], 'trade-loading': ['?feed=demo&still&loading#/trade/BTCUSDT', big],
  'trade-empty': ['?feed=demo&still#/trade/AVAXUSDT', big], phone: ['?feed=demo&still#/trade/BTCUSDT', [390, 844]], 'phone-light': ['?feed=demo&still&theme=light#/trade/BTCUSDT', [390, 844]],
  lab: ['?feed=demo&still#/lab', big], models: ['?feed=demo&still#/models', big], backtests: ['?feed=demo&still#/backtests/run-9/419', big], 'backtests-light': ['?feed=demo&still&theme=light#/backtests/run-9/419', big],
  data: ['?feed=demo&still#/data', big], system: ['?feed=demo&still#/system', big], 'system-1920': ['?feed=demo&still#/system', [1920, 1080]],
  tablet: ['?feed=demo&still#/trade/BTCUSDT', [1024, 768]], 'trade-1280-ru': ['?feed=demo&still&lang=ru#/trade/BTCUSDT', [1280, 800]], 'phone-more': ['?feed=demo&still#/positions', [390, 844]], 'phone-backtests': ['?feed=demo&still#/backtests', [390, 844]], 'lab-light': ['?feed=demo&still&theme=light#/lab', big], 'models-light': ['?feed=demo&still&theme=light#/models', big], 'lab-empty': ['?feed=demo&still&empty#/lab', big],
  'backtests-empty': ['?feed=demo&still&empty#/backtests', big], kill: ['?feed=demo&still&mode=live#/trade/BTCUSDT', big, 0, async (page) => { await page.keyboard.press('Shift+K'); await page.keyboard.type('STO') }],
  hover: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.mouse.move(900, 345) }],
  settings: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.getByRole('button', { name: 'Settings' }).click() }],
  why: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.getByRole('button', { name: 'All features' }).click() }],
  fills: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.keyboard.press('i') }],
  positions: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.keyboard.press('p') }],
  log: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.keyboard.press('/') }],
  ask: ['?feed=demo&still#/trade/BTCUSDT', big, 0, async (page) => { await page.keyboard.press('Shift+C') }],
}
const server = await serve()
const chrome = await browser()
for (const name of names.length > 0 ? names : Object.keys(SHOTS)) {
  const [path, [width, height], wait = 0, act] = SHOTS[name]
  const page = await chrome.newPage({ viewport: { width, height } })
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(name, message.text()))
  page.on('pageerror', (error) => console.log(name, error.stack ?? error.message))
  await page.goto(server.url + '/' + path)
  await page.waitForTimeout(1200 + wait)
  if (act) {
    await act(page)
    await page.waitForTimeout(400)
  }
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.close()
}
await chrome.close()
server.stop()
