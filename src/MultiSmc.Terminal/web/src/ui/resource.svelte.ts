import { world } from '../app/app.svelte'
import { RestError } from '../data/feed'

/** One REST answer and how it stands; asked for again by `load`. While another path is asked for, what was told of the one before stays; where that fails, it goes. */
export class Resource<T> {
  data = $state.raw<T | null>(null)
  state = $state<'idle' | 'loading' | 'ready' | 'missing' | 'failed'>('idle')
  fault = $state('')
  private abort: AbortController | null = null
  private toldOf = ''

  async load(path: string, method: 'GET' | 'POST' = 'GET', body?: unknown): Promise<void> {
    this.abort?.abort()
    const abort = (this.abort = new AbortController())
    this.state = 'loading'
    try {
      const data = await world().feed.rest<T>(method, path, body, abort.signal)
      if (abort.signal.aborted) return
      this.data = data
      this.toldOf = path
      this.state = 'ready'
    } catch (error) {
      if (abort.signal.aborted) return
      if (path !== this.toldOf) this.data = null
      const missing = error instanceof RestError && (error.status === 404 || error.status === 503 || error.status === 0)
      this.state = missing ? 'missing' : 'failed'
      this.fault = error instanceof Error ? error.message : String(error)
    }
  }
}
