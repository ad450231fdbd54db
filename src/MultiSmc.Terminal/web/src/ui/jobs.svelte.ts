import { world } from '../app/app.svelte'
import type { JobKind, JobOffer } from '../data/jobs'
import type { JobNews } from '../data/contract'

/** What can be ordered here; asked for once a page. */
export class Orders {
  private offer = $state.raw<JobOffer>({ kinds: [], presets: false })

  async load(): Promise<void> {
    try {
      this.offer = await world().feed.rest<JobOffer>('GET', 'jobs/kinds')
    } catch {
      // Without an answer nothing is offered; the page's own state says why.
    }
  }

  has(kind: JobKind): boolean {
    return this.offer.kinds.includes(kind)
  }

  get presets(): boolean {
    return this.offer.presets
  }
}

/** How many jobs of a kind ended well: when it grows, lists that they fill are asked for again. */
export function finished(jobs: readonly JobNews[], kinds: readonly string[]): number {
  return jobs.filter((it) => kinds.includes(it.kind) && it.state === 'done').length
}
