/**
 * Stands for what the hub's library carries for other ways than WebSockets (vite.config.ts): the page opens a WebSocket at once, without asking by HTTP before.
 */
export class DefaultHttpClient {
  /** The browser sends its cookies by itself. */
  getCookieString(): string {
    return ''
  }
}

class OtherWay {
  constructor() {
    throw new Error('this page speaks to its server by WebSockets alone')
  }
}
export class LongPollingTransport extends OtherWay {}
export class ServerSentEventsTransport extends OtherWay {}
