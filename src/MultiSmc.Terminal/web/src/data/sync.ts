import type { Frame } from './contract'

/** What to do with a frame: lay it over the state, ignore it (seen before), or ask for the stream anew. */
export type Step = 'apply' | 'drop' | 'reopen'

/** Lets exactly the frames through that follow on what the page has. */
export class Sequence {
  epoch = ''
  last = -1
  /** Set while a stream was asked for anew: deltas of the old one are ignored. */
  private waiting = true

  next(frame: Frame): Step {
    if (frame.k === 'snap') {
      // One that was asked for may begin a lower count; a doubled or late one must not turn time back.
      if (!this.waiting && frame.e === this.epoch && frame.s <= this.last) return 'drop'
      this.epoch = frame.e
      this.last = frame.s
      this.waiting = false
      return 'apply'
    }
    if (frame.e === this.epoch && frame.s === this.last + 1) {
      this.last = frame.s
      this.waiting = false
      return 'apply'
    }
    if (frame.e === this.epoch && frame.s <= this.last) return 'drop'
    if (this.waiting) return 'drop'
    this.waiting = true
    return 'reopen'
  }

  /** Where to go on from; undefined when only a snapshot helps. */
  resume(): { epoch: string; lastSeq: number } | undefined {
    return this.epoch === '' ? undefined : { epoch: this.epoch, lastSeq: this.last }
  }

  /** The stream was opened anew by another cause (a lost connection). */
  reopened(): void {
    this.waiting = true
  }

  /** Only a snapshot will do now. */
  forget(): void {
    this.epoch = ''
    this.last = -1
    this.waiting = true
  }
}

/** Waits between tries to connect: 0, 0.5, 1, 2, 5, then every 5 s, with up to a fifth of jitter. */
export function retryDelay(attempt: number, random: number): number {
  const steps = [0, 500, 1000, 2000, 5000]
  const base = steps[Math.min(attempt, steps.length - 1)] as number
  return Math.round(base * (0.9 + 0.2 * random))
}

/** How the page stands to the server, by the time since the last frame. */
export type Freshness = 'loading' | 'live' | 'reconnecting' | 'offline'

export function freshness(connected: boolean, sinceFrame: number | null): Freshness {
  if (sinceFrame === null) return 'loading'
  if (sinceFrame >= 5000) return 'offline'
  if (sinceFrame >= 2000 || !connected) return 'reconnecting'
  return 'live'
}

/** Frames waiting for the next animation frame; over the limit only a snapshot helps. */
export class FrameQueue {
  private frames: Frame[] = []
  constructor(private readonly limit = 2000) {}

  /** False when there are too many: the queue is emptied. */
  push(frame: Frame): boolean {
    if (frame.k === 'snap') this.frames = []
    this.frames.push(frame)
    if (this.frames.length <= this.limit) return true
    this.frames = []
    return false
  }

  take(): Frame[] {
    const taken = this.frames
    this.frames = []
    return taken
  }

  get length(): number {
    return this.frames.length
  }
}
