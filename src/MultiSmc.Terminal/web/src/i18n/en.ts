/** English; its shape is the type of every other language. Domain words stay as traders say them. */
export const en = {
  nav: { trade: 'Trade', lab: 'Strategy Lab', models: 'Models', backtests: 'Backtests', data: 'Data', system: 'System', more: 'More', main: 'Pages', skip: 'Skip to the chart' },
  top: {
    equity: 'Equity', today: 'Today', risk: 'Open risk', pause: 'Pause', resume: 'Resume', kill: 'Kill switch', settings: 'Settings', offline: 'Offline', reconnecting: 'Reconnecting',
    paper: 'PAPER', live: 'LIVE', replay: 'REPLAY', backtest: 'BACKTEST', viewOnly: 'View only', loading: 'Connecting',
  },
  state: {
    watching: 'Watching', armed: 'Armed', approach: 'Approach', long: 'Long', pulled: 'Pulled', paused: 'Paused', warmup: 'Warm-up', stale: 'Stale', halted: 'Halted',
  },
  chart: {
    packets: (size: string) => `${size} packets`, bid: 'bid', ask: 'ask', zones: 'Zones', structure: 'Structure', swings: 'Swings', orders: 'Orders', trades: 'Trades', whatIf: 'What if', layers: 'Layers', panes: 'Panes',
    p: 'p', vpin: 'VPIN', imb: 'Imb', cvd: 'CVD', live: 'Live', full: 'Full screen', table: 'View as table',
    back: (n: number) => (n > 0 ? `Back to live (${n} new)` : 'Back to live'),
    tradesCount: 'trades', volume: 'volume', duration: 'duration', buy: 'buy', alarm: 'alarm from here on', probability: 'Model probability', onApproach: 'on approach', imbalance: 'Imbalance', cumulative: 'Cumulative delta',
    cancelledP: (p: string) => `cancelled p ${p}`, expired: 'expired', superseded: 'superseded', opposite: 'opposite break', segment: 'data lost', timedOut: 'timed out', invalidated: 'invalidated', skipped: 'not traded', completed: 'completed', manual: 'closed by hand',
    would: { open: 'if kept: pending', missed: 'would not have filled', won: 'would have won', lost: 'would have lost', time: 'would have ended at', unknown: 'if kept: not known' },
    summary: (symbol: string, last: string, rest: string) => `${symbol}, last ${last}${rest}`,
    armedZone: (from: string, to: string, away: string) => `, armed zone ${from} to ${to}, ${away} away`,
    help: 'Arrow keys read packets one by one; plus and minus zoom; Home and End jump.', measure: (packets: number, time: string, percent: string) => `${packets} packets, ${time}, ${percent}`,
    noPackets: 'No packets yet. They appear as trades come in.', noHistory: 'The history could not be loaded.', retry: 'Retry',
    close: 'close', index: 'Packet', time: 'Time',
  },
  setup: {
    title: (no: number) => `Setup #${no}`, none: 'Setup', long: 'Long', steps: { break: 'Break', zone: 'Zone', order: 'Order', approach: 'Approach', fill: 'Fill', exit: 'Exit' },
    entry: (share: string) => `Entry ${share}`, tp: 'Take profit', sl: 'Stop loss', size: 'Size', risk: 'Risk', breakEven: 'Break-even p', afterFees: 'after fees', probability: 'Model probability', modelP: 'model p',
    keeping: 'Keeping the order', cancelsBelow: (p: string) => `cancels below ${p}`, filledAt: (p: string) => `Filled at ${p}`, filled: 'Filled', idle: 'model idle until exit',
    pulledAt: (p: string) => `Pulled at ${p}`, again: (p: string, packets: string) => `placed again at ${p} or more, ${packets} to go`, notAgain: 'not placed again', failed: 'The model failed',
    failedRule: 'see the journal for the cause', asked: (share: string) => `Asked within ${share}`, notYet: 'not asked yet', noModel: 'No model: every order is kept',
    waiting: 'Waiting for a break of structure', swingHigh: 'Last swing high', swingLow: 'Last swing low', target: 'Target', stop: 'Stop', entryShort: 'Entry',
    warm: 'Warming up', warmText: (share: string) => `The structure detector has seen ${share} of the packets it needs. No zone can be found before.`,
    whenPulled: 'Levels when the order was pulled; none stands now.', several: 'Setups of this symbol', skipped: 'Not traded', packetsLeft: { one: 'packet', other: 'packets' } as Record<string, string>,
  },
  replay: { title: 'Replay', play: 'Play', pause: 'Pause', step: 'Step', speed: 'Speed', most: 'max', done: 'Replay ended', inputs: (n: string) => `${n} inputs shown`, short: { input: 'input', packet: 'packet', setup: 'setup' }, units: { input: 'One input forward', packet: 'To the close of the next packet of this symbol', setup: 'To the next setup of this symbol that has an order' } },
  pos: {
    title: 'Positions', none: 'No open position.', close: 'Close', entry: 'entry', guarded: 'Guarded by the bot', bare: (s: string) => `Unprotected ${s} s`, slOnly: 'Stop only', cannot: 'Cannot be protected', onExchange: 'TP and SL at the exchange',
  },
  forming: { title: 'Packet forming', of: (size: string) => `of ${size}`, buy: 'buy', sell: 'sell', trades: (n: string, s: string) => `${n} trades · ${s}` },
  session: {
    title: 'Session', placed: 'Placed', filled: 'Filled', pulled: 'Cancelled by model', expired: 'Expired', wins: 'Wins', winRate: 'Win rate', maxDd: 'Max DD', maxDrawdown: 'Max drawdown', saved: 'Saved by cancels', fees: 'Fees', maker: 'Maker share', result: 'Result today, R',
  },
  tabs: { orders: 'Orders', positions: 'Positions', zones: 'Zones', fills: 'Fills', journal: 'Journal', cancelAll: 'Cancel all orders', events: 'Events', unseen: (n: number) => `Warnings and errors not seen yet: ${n}` },
  col: {
    symbol: 'Symbol', side: 'Side', type: 'Type', price: 'Price', qty: 'Qty', distance: 'Distance', role: 'Role', age: 'Age', entry: 'Entry', market: 'market', pnl: 'PnL', r: 'R', sl: 'SL', tp: 'TP', protection: 'Protection', zone: 'Zone', range: 'OTE range', state: 'State', p: 'p', found: 'Found', fee: 'Fee', time: 'Time', maker: 'Maker', taker: 'Taker', action: 'Action', id: 'Id', filled: 'Filled', liquidity: 'Liquidity',
  },
  role: { entry: 'Entry', tp: 'Take profit', sl: 'Stop loss', exit: 'Exit at market', foreign: 'Not ours' },
  empty: { orders: 'No order rests on the exchange.', positions: 'No open position.', zones: 'No zone is live. Zones appear after a break of structure.', fills: 'No fills yet.', toZones: 'Zones that wait', toOrders: 'Orders that wait', toLab: 'Try other parameters', toRuns: 'Fills of backtests', journal: 'Nothing happened yet.', pick: 'Nothing here yet.' },
  zone: { title: (id: number) => `Zone #${id}`, range: 'Dealing range', ote: 'OTE 61.8 – 79', checks: 'Model checks', stats: 'p min / mean / last', closest: (p: string, time: string, packet: string) => `Closest to a cancel: ${p} at ${time}, packet ${packet}.`, armed: 'Armed', target: 'Target', stopped: 'Stop', pulled: 'Cancelled', ifKept: 'If kept', inPosition: 'In position', broke: (kind: string, from: string, at: string) => `${kind}: swing ${from}, broken by packet ${at}` },
  cmd: {
    keep: 'Keep', cancelOrder: 'Cancel order', at: (price: string | null) => (price === null ? 'at market' : `@ ${price}`), cancelQ: (side: string, qty: string, at: string) => `Cancel ${side} ${qty} ${at}?`, closeQ: (symbol: string, qty: string) => `Close ${qty} ${symbol} at market?`, keepPosition: 'Keep position', closePosition: 'Close position', part: 'How much', partText: 'The rest keeps its target and stop.',
    estimate: 'Estimated result', fee: 'Estimated fee', value: 'Value', cancelAllQ: (n: string) => `Cancel ${n}?`, orders: { one: 'order', other: 'orders' } as Record<string, string>, protective: (n: number) => `${n} of them protect a position: it would stand without a stop.`, thisSymbol: 'This symbol', all: 'All symbols', cancelThem: 'Cancel them', keepThem: 'Keep them',
    pauseQ: 'Pause the strategy?', pauseText: 'No new entries. Exits and protection keep working.', entriesCancel: 'Cancel resting entries', entriesKeep: 'Keep resting entries', pauseDo: 'Pause', goOn: 'Keep running', resumeQ: 'Resume the strategy?', resumeText: 'New zones are traded again from the next packet.', resumeDo: 'Resume', stayPaused: 'Stay paused',
    killTitle: (live: boolean): string => (live ? 'Kill switch, live account' : 'Kill switch, paper account'), killText: 'Stops the strategy at once. There is no undo.', killStrategy: (n: number) => `Strategy on ${n} symbols`, killUntil: 'stops until restarted by hand', killEntries: (n: number) => `${n} resting entries`, cancelled: 'cancelled', killPositions: (n: number, value: string) => `${n} positions, ${value}`, sell: 'Sell at market', keepProtected: 'Keep, protected', result: 'Result at current prices', beforeFees: 'before fees', typeStop: 'Type', orHold: ', or hold the button', killSell: 'Stop and sell', killKeep: 'Stop', keepRunning: 'Keep running',
    sent: 'Sent', working: 'Preparing', done: 'Done', failed: 'Refused', copy: 'Copy details', dismiss: 'Dismiss', noUndo: 'There is no undo.', expired: 'The preview is older than 15 s.', again: 'Ask again',
    names: { 'cancel-order': 'Cancel order', 'cancel-all': 'Cancel all orders', 'close-position': 'Close position', pause: 'Pause', resume: 'Resume', kill: 'Kill switch', 'apply-threshold': 'Apply threshold', 'promote-model': 'Use model', 'roll-back-model': 'Roll back model', 'shadow-model': 'Shadow model' } as Record<string, string>,
    errors: { 'read-only': 'This session may only look.', 'unknown-order': 'The order is no longer there.', 'unknown-symbol': 'The symbol is not traded here.', 'no-position': 'There is no position any more.', 'part-too-small': 'What would be sold or left is too small for the exchange.', 'nothing-to-do': 'Nothing to do: it is so already.', 'not-connected': 'No connection to the exchange.', 'engine-halted': 'The engine has stopped itself; see the journal.', unsupported: 'This server cannot do that.', 'token-expired': 'The preview is older than 15 s: ask again.', 'token-unknown': 'The preview is not known any more: ask again.', 'bad-request': 'The server did not understand.', unavailable: 'The server cannot be reached.' } as Record<string, string>,
    exchange: (code: string, reason: string) => `The exchange refused it: ${reason} (${code}).`,
  },
  conn: {
    lost: 'Connection to the server lost', reconnecting: 'Reconnecting to the server', asOf: (time: string, age: string) => `Data as of ${time}, ${age} ago. Resting orders and stops stay on the exchange.`, retryIn: (s: number) => `Retry in ${s} s`, retry: 'Retry now', why: 'No connection to the server. To stop now: multismc kill in a terminal, or the exchange\u2019s own app.', resync: 'Catching up',
    exchangeDown: 'No market data from the exchange', exchangeDownText: 'Entries are paused. Target and stop orders stay on the exchange.', halted: 'The engine stopped itself', haltedText: 'Entries are cancelled; protection on the exchange stays.', journal: 'Open the journal', killed: 'Kill switch used', killedText: 'The strategy stays stopped until it is resumed by hand.', paused: 'Strategy paused', pausedText: 'No new entries; exits keep working.', proto: 'This page is older than the server.', reload: 'Reload',
  },
  status: { account: 'Account', accountLong: 'Since the last message of the account\'s stream', model: 'Model', modelLong: 'Age of the newest data that the deciding model was trained on', stream: 'Stream', perSecond: 'trades/s', decision: 'Decision', orderRtt: 'Order RTT', ui: 'UI', clock: 'Clock', seq: 'seq', charts: 'Charts by' },
  reasons: {
    'range-too-small': 'range too small', 'price-inside': 'price was inside already', 'costs-exceed-target': 'costs exceed the target', 'exit-below-minimum': 'exit under the exchange\u2019s minimum', 'price-collar': 'price outside the exchange\u2019s band', 'daily-loss': 'daily loss limit', 'max-positions': 'too many positions', 'max-open-orders': 'too many open orders', 'max-positions-per-symbol': 'position exists already', 'total-risk': 'total risk limit', 'order-rate': 'order rate limit', 'no-equity': 'no equity', 'no-free-balance': 'no free balance', 'stop-not-beyond-entry': 'stop not beyond the entry', 'below-step': 'size under one step', 'below-min-quantity': 'size under minimum', 'below-min-notional': 'value under minimum', 'cooldown-after-stop': 'pause after a stop', 'position-closing': 'position is closing', locked: 'entries are locked',
    paused: 'paused', killed: 'kill switch', reconciling: 'comparing books', disconnected: 'disconnected', halted: 'halted', 'not-trading': 'exchange takes no orders', 'stale-data': 'prices too old',
    target: 'take profit', stop: 'stop loss', time: 'held too long', manual: 'by hand', model: 'cancelled by the model', expired: 'expired', superseded: 'superseded', opposite: 'opposite break', segment: 'data lost', 'timed-out': 'timed out', invalidated: 'invalidated', completed: 'completed', 'zone-expired': 'zone expired', 'zone-invalidated': 'zone invalidated', 'zone-superseded': 'newer zone', 'opposite-break': 'opposite break', 'segment-break': 'data lost', reprice: 'moved with its zone', 'by-hand': 'by hand', 'model-error': 'model failed', new: 'acknowledged', cancelled: 'cancelled', partial: 'filled in part', filled: 'filled', 'risk-halt': 'risk limit', 'not-published': 'not published yet',
    'market-data': 'Market data', 'user-data': 'User data', orders: 'Order API', 'rest-weight': 'REST weight', 'order-limit': 'Order limit', clock: 'Clock', journal: 'Journal', 'gap-repair': 'Gap repair', guarded: 'guarded by the bot', terminal: 'terminal', cli: 'command line', node: 'the bot', signal: 'signal',
  } as Record<string, string>,
  page: {
    error: 'This panel failed.', notLoaded: 'The server did not give this part of the page.', retry: 'Try again', unavailable: 'This server has no such data here.', loading: 'Loading', cancel: 'Cancel', close: 'Close', save: 'Save', ok: 'OK', filter: 'Filter by symbol, tag, hash', now: 'now', ago: (t: string) => `${t} ago`, of: 'of', minutesLeft: (t: string) => `${t} left`,
  },
  words: { d: 'd', h: 'h', m: 'm', s: 's' },
}

export type Dictionary = typeof en
