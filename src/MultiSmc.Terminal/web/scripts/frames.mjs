// Frame times of the demo at 20 frames a second with 8 symbols: node scripts/frames.mjs [packets per symbol]. Figures are of this machine as loaded as it is.
import { browser, serve } from './serve.mjs'

const packets = Number(process.argv[2] ?? 20000)
const server = await serve()
const chrome = await browser()
const page = await chrome.newPage({ viewport: { width: 1440, height: 900 } })
const client = await page.context().newCDPSession(page)
const start = Date.now()
await page.goto(`${server.url}/?feed=demo&packets=${packets}#/trade/BTCUSDT`)
await page.waitForSelector('canvas')
const drawn = Date.now() - start
const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null)
/** Times between animation frames over some seconds, sorted. */
const frames = (seconds) => page.evaluate((ms) => new Promise((done) => {
  const gaps = []
  let last = performance.now()
  const end = last + ms
  const step = (now) => {
    gaps.push(now - last)
    last = now
    if (now < end) requestAnimationFrame(step)
    else done(gaps.slice(2).sort((a, b) => a - b))
  }
  requestAnimationFrame(step)
}), seconds * 1000)
const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))].toFixed(1)
const report = (name, list) => console.log(`${name}: ${(1000 / (list.reduce((a, b) => a + b, 0) / list.length)).toFixed(1)} frames/s, gap p50 ${at(list, 0.5)} p95 ${at(list, 0.95)} p99 ${at(list, 0.99)} ms`)
await page.waitForTimeout(1500)
report('live', await frames(8))
const before = (await client.send('Performance.enable'), await client.send('Performance.getMetrics')).metrics
await page.waitForTimeout(5000)
const after = (await client.send('Performance.getMetrics')).metrics
const metric = (name) => after.find((it) => it.name === name).value - before.find((it) => it.name === name).value
console.log(`main thread per second: task ${(metric('TaskDuration') / 5 * 1000).toFixed(0)} ms, script ${(metric('ScriptDuration') / 5 * 1000).toFixed(0)} ms (20 updates)`)
for (let k = 0; k < 14; k++) await page.keyboard.press('-')
await page.waitForTimeout(800)
report('zoomed out', await frames(5))
const switched = await page.evaluate(async () => {
  const times = []
  for (const name of ['ETHUSDT', 'BTCUSDT', 'ETHUSDT', 'BTCUSDT']) {
    const from = performance.now()
    location.hash = `#/trade/${name}`
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
    times.push(Math.round(performance.now() - from))
  }
  return times
})
console.log(`symbol switch to painted: ${switched.join(', ')} ms (each symbol the first time, then loaded)`)
const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0)
console.log(`first contentful paint ${paint === null ? '?' : paint.toFixed(0)} ms, first canvas ${drawn} ms, heap ${(heap / 1e6).toFixed(0)} MB (with the demo's own market)`)
await chrome.close()
server.stop()
