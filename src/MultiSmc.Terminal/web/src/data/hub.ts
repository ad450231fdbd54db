import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection, type ISubscription } from '@microsoft/signalr'
import { HUB_PATH, PROTO, type ExecuteReply, type Frame, type HelloReply, type Lang, type PrepareReply, type PrepareRequest } from './contract'
import type { ReplayState, SteerReply, SteerRequest } from './replay'
import { RestError, type Feed, type FeedEvents } from './feed'
import { API, type Problem } from './rest'
import { retryDelay } from './sync'

/** The real server: SignalR over WebSockets for what is live, fetch for the rest. Reconnects for ever by itself. */
export class HubFeed implements Feed {
  private hub: HubConnection | null = null
  private stream: ISubscription<Frame> | null = null
  private events: FeedEvents | null = null
  private lang: Lang = 'en'
  private attempt = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private pinger: ReturnType<typeof setInterval> | undefined
  private stopped = false
  private connecting = false

  start(events: FeedEvents, lang: Lang): void {
    this.events = events
    this.lang = lang
    document.addEventListener('visibilitychange', this.onVisible)
    void this.connect()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    clearInterval(this.pinger)
    document.removeEventListener('visibilitychange', this.onVisible)
    void this.hub?.stop()
  }

  retry(): void {
    if (this.connecting || this.hub !== null) return
    clearTimeout(this.timer)
    void this.connect()
  }

  open(focus: string, from?: { epoch: string; lastSeq: number }): void {
    this.stream?.dispose()
    this.stream = null
    const hub = this.hub
    if (!hub) return
    this.stream = hub.stream<Frame>('Stream', { focus, ...from }).subscribe({
      next: (frame) => this.events?.frame(frame),
      // The connection's own close starts anew; a stream that ends alone is as good as a lost connection.
      error: () => void hub.stop(),
      complete: () => void hub.stop(),
    })
  }

  async focus(symbol: string): Promise<void> {
    await this.live().invoke('Focus', symbol)
  }

  prepare(request: PrepareRequest): Promise<PrepareReply> {
    return this.live().invoke<PrepareReply>('Prepare', request)
  }

  execute(token: string, commandId: string): Promise<ExecuteReply> {
    return this.live().invoke<ExecuteReply>('Execute', { token, commandId })
  }

  watchReplay(next: (state: ReplayState) => void): () => void {
    const watched = this.hub?.stream<ReplayState>('Replay').subscribe({ next, error: () => undefined, complete: () => undefined })
    return () => watched?.dispose()
  }

  async steer(request: SteerRequest): Promise<SteerReply> {
    return this.live().invoke<SteerReply>('Steer', request)
  }

  async rest<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const answer = await fetch(`${API}/${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    if (answer.status === 401 && path !== 'session') this.events?.signIn()
    if (!answer.ok) {
      const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>
      throw new RestError(answer.status, problem.code ?? 'internal', problem.title ?? answer.statusText)
    }
    return (answer.status === 204 ? undefined : await answer.json()) as T
  }

  private live(): HubConnection {
    if (!this.hub) throw new RestError(0, 'unavailable', 'not connected')
    return this.hub
  }

  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible') this.retry()
  }

  private async connect(): Promise<void> {
    if (this.stopped || this.connecting) return
    this.connecting = true
    const hub = new HubConnectionBuilder()
      .withUrl(HUB_PATH, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build()
    hub.serverTimeoutInMilliseconds = 8000
    hub.keepAliveIntervalInMilliseconds = 4000
    try {
      await hub.start()
      const hello = await hub.invoke<HelloReply>('Hello', { proto: PROTO, lang: this.lang })
      if (hello.error === 'starting') throw new Error('the server is still starting')
      this.hub = hub
      hub.onclose(() => this.lost(hub))
      this.attempt = 0
      this.events?.link(true, null)
      this.events?.hello(hello)
      clearInterval(this.pinger)
      this.pinger = setInterval(() => void this.ping(hub), 5000)
      void this.ping(hub)
    } catch {
      void hub.stop()
      await this.askForSession()
      this.again()
    } finally {
      this.connecting = false
    }
  }

  /** A refused socket shows no status: the session resource says whether a token is wanted. */
  private async askForSession(): Promise<void> {
    try {
      await this.rest('GET', 'session')
    } catch (error) {
      if (error instanceof RestError && error.status === 401) this.events?.signIn()
    }
  }

  private lost(hub: HubConnection): void {
    if (this.hub !== hub) return
    this.hub = null
    this.stream = null
    clearInterval(this.pinger)
    this.again()
  }

  private again(): void {
    if (this.stopped) return
    const wait = retryDelay(this.attempt++, Math.random())
    this.events?.link(false, Date.now() + wait)
    this.timer = setTimeout(() => void this.connect(), wait)
  }

  private async ping(hub: HubConnection): Promise<void> {
    const sent = performance.now()
    const at = Date.now()
    try {
      const pong = await hub.invoke<{ t: number; now: number }>('Ping', at)
      const trip = performance.now() - sent
      this.events?.pong(trip, pong.now - (at + trip / 2))
    } catch {
      // The connection's close says so better.
    }
  }
}
