import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const ONLY = fileURLToPath(new URL('./src/data/webSocketsOnly.ts', import.meta.url))

/** Ways to the server that the page never takes are left out of it. */
const webSocketsOnly = {
  name: 'web-sockets-only',
  enforce: 'pre' as const,
  resolveId: (id: string, from: string | undefined) => (from?.includes('@microsoft/signalr') && /\/(DefaultHttpClient|LongPollingTransport|ServerSentEventsTransport)$/.test(id) ? ONLY : null),
}

export default defineConfig({
  base: './',
  plugins: [webSocketsOnly, svelte()],
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    // Under the content policy nothing may be inlined as data: but images.
    assetsInlineLimit: 0,
    // One style sheet: a part of the page that comes later needs nothing but its script, and can be asked for again when the server did not give it.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
})
