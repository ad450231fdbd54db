import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built page. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'wwwroot')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' }
/** The content policy under which the page must work. */
export const POLICY = "default-src 'self'"

/** Serves the built page on a loopback port of the system's choice, with the server's content policy; returns its address and how to stop it. */
export async function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname))
    const file = join(root, path === '/' ? 'index.html' : path)
    if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"status":404,"title":"not found","code":"not-found"}')
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY })
    createReadStream(file).pipe(response)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }
}

/** The browser of the system, with sharp canvases. */
export async function browser(scale = 1) {
  const { chromium } = await import('playwright-core')
  const path = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((it) => existsSync(it))
  if (!path) throw new Error('no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its program')
  return chromium.launch({ executablePath: path, args: [`--force-device-scale-factor=${scale}`, '--no-sandbox'] })
}
