import type { ReplayState, SteerReply, SteerRequest } from './replay'
import type { ExecuteReply, Frame, HelloReply, Lang, PrepareReply, PrepareRequest } from './contract'

/** Where frames and answers come from: the hub, or the demo. */
export interface Feed {
  /** Connects and goes on for ever; calls back as things come. */
  start(events: FeedEvents, lang: Lang): void
  /** Opens the stream: from a place in it, or from a snapshot. */
  open(focus: string, from?: { epoch: string; lastSeq: number }): void
  focus(symbol: string): Promise<void>
  prepare(request: PrepareRequest): Promise<PrepareReply>
  execute(token: string, commandId: string): Promise<ExecuteReply>
  /** Tells how a backtest or replay stands whenever that changes, until it is stopped; never where nothing can be steered. */
  watchReplay(next: (state: ReplayState) => void): () => void
  steer(request: SteerRequest): Promise<SteerReply>
  /** Answer of a REST resource under /api/v1; throws {@link RestError}. */
  rest<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T>
  /** Try to connect now instead of at the next turn. */
  retry(): void
  stop(): void
}

export interface FeedEvents {
  hello(reply: HelloReply): void
  frame(frame: Frame): void
  /** Connected or not; when not, the moment of the next try (page clock). */
  link(connected: boolean, nextTry: number | null): void
  /** The server wants a token first. */
  signIn(): void
  /** Round trip of a ping, and server clock minus page clock, both ms. */
  pong(roundTrip: number, offset: number): void
}

export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
  ) {
    super(title)
  }
}
