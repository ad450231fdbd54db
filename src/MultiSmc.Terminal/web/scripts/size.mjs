// Fails when the built page is heavier than its budget: node scripts/size.mjs
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './serve.mjs'

const gzip = (file) => gzipSync(readFileSync(join(root, file)), { level: 9 }).length
const assets = readdirSync(join(root, 'assets'))
const html = readFileSync(join(root, 'index.html'), 'utf8')

/** A script with all that it imports at once; `also` are those that the Trade page asks for by itself. */
function closure(files, seen = new Set()) {
  for (const file of files) {
    if (seen.has(file)) continue
    seen.add(file)
    const text = readFileSync(join(root, 'assets', file), 'utf8')
    closure([...text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map((it) => it[1]), seen)
  }
  return seen
}
const entry = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map((it) => it[1])
const chart = assets.filter((it) => /^chart-.*\.js$/.test(it))
const scripts = [...closure([...entry, ...chart])]
const sum = (files) => files.reduce((total, file) => total + gzip(join('assets', file)), 0)
const budgets = [
  ['scripts of the Trade page', sum(scripts), 150_000],
  ['style sheets of the Trade page', sum([...html.matchAll(/assets\/([\w.-]+\.css)/g)].map((it) => it[1])), 15_000],
  // The heading font only: the others come when their letters do.
  ['fonts before the first paint', readFileSync(join(root, 'assets', assets.find((it) => /^inter-latin/.test(it)))).length, 70_000],
]
let over = false
for (const [what, bytes, most] of budgets) {
  console.log(`${what}: ${(bytes / 1000).toFixed(1)} kB of ${most / 1000} kB`)
  over ||= bytes > most
}
if (/https?:\/\//.test(html)) {
  console.log('index.html names another host')
  over = true
}
if (over) {
  console.log('over budget: look for what was imported at once and could be imported when needed')
  process.exit(1)
}
