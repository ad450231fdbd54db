import { world } from '../app/app.svelte'
import { RestError } from '../data/feed'

/** One REST answer and how it stands; asked for again by `load`. What was told of one path is not kept for another. */
export class Resource<T> {
  data = $state.raw<T | null>(null)
  state = $state<'idle' | 'loading' | 'ready' | 'missing' | 'failed'>('idle')
  fault = $state('')
  private abort: AbortController | null = null
  private of = ''

  async load(path: string, method: 'GET' | 'POST' = 'GET', body?: unknown): Promise<void> {
    this.abort?.abort()
    const abort = (this.abort = new AbortController())
    if (path !== this.of) this.data = null
    this.of = path
    this.state = 'loading'
    try {
      const data = await world().feed.rest<T>(method, path, body, abort.signal)
      if (abort.signal.aborted) return
      this.data = data
      this.state = 'ready'
    } catch (error) {
      if (abort.signal.aborted) return
      const missing = error instanceof RestError && (error.status === 404 || error.status === 503 || error.status === 0)
      this.state = missing ? 'missing' : 'failed'
      this.fault = error instanceof Error ? error.message : String(error)
    }
  }
}
