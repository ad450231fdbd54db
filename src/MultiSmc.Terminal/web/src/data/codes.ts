/** Every code the server sends, with the parameters that go with it. The page writes the words; an unknown code is shown as it is, with its parameters. */

/** Why entries are locked (the engine's EntryLock, kebab-case). */
export type LockName = 'paused' | 'killed' | 'reconciling' | 'disconnected' | 'halted' | 'not-trading' | 'stale-data'

/** Why a zone has no order (the strategy's Skipped reason, and the detector's rejection). */
export type SkipReason =
  | 'range-too-small' | 'price-inside' | 'costs-exceed-target' | 'exit-below-minimum' | 'price-collar' | 'daily-loss' | 'max-positions'
  | 'max-positions-per-symbol' | 'max-open-orders' | 'total-risk' | 'order-rate' | 'no-equity' | 'no-free-balance' | 'stop-not-beyond-entry' | 'below-step'
  | 'below-min-quantity' | 'below-min-notional' | 'cooldown-after-stop' | 'position-closing' | 'locked' | (string & {})

/** Why a command was refused. */
export type CommandError =
  | 'read-only' | 'unknown-order' | 'unknown-symbol' | 'no-position' | 'part-too-small' | 'nothing-to-do' | 'not-connected' | 'engine-halted' | 'unsupported'
  | 'token-expired' | 'token-unknown' | 'exchange' /* p: {code: number, reason: string} */ | 'engine' /* p: {message: string} */ | 'bad-request'

/** The engine's alerts (Alert.Code). p: {message: string} always; level 'error' for halts and missing protection, 'info' for fills-found, else 'warn'. */
export type AlertCode =
  | 'absurd-price' | 'daily-loss' | 'drawdown' | 'exit-refused' | 'guarded' | 'outside' | 'protection-refused' | 'units-changed' | 'trading-status'
  | 'order-risen' | 'late-fill' | 'fills-found' | 'foreign-order' | 'order-absent' | 'entry-refused' | (string & {})

/**
 * Journal codes, by kind.
 *
 * packet: `packet-closed` {i, c: Px, imb, vpin, k}
 * struct: `swing` {i, px, hi: boolean, label} · `bos` `choch` {up: boolean, px, from} · `zone-rejected` {reason}
 * zone: `zone-created` {id, bottom, top, entry} · `zone-extended` {id, entry} · `zone-touched` {id} · `zone-entered` {id} ·
 *   `zone-ended` {id, outcome: ZoneOutcome} · `skipped` {setup, reason: SkipReason, final: boolean}
 * decision: `judged` {zone, packet, p, thr, act: 'keep' | 'pull' | 'rearm', px, dist: Share}
 * order: `entry-placed` {id, setup, price: Dec, qty: Dec} · `entry-cancel` {id, setup, reason} · `entry-refused` {id, code, reason} ·
 *   `protection-placed` {id, setup, qty, tp: Px, sl: Px} · `exit-sent` {setup, reason, qty} · `order-state` {id, side, type, price, qty, state, ms: number | null}
 * fill: `filled` {id, side, price, qty, fee, asset, maker: boolean}
 * position: `closed` {setup, reason: ExitReason kebab-case, pnl: Dec, r}
 * data: `gap` {ids, from: Ms, to: Ms} · `gap-refilled` {ids, ms} · `segment` {reason} · `link-up` `link-down` {link: LinkName}
 * risk: `lock` {locks: string ("killed,stale-data"), before: string, message: string} · alerts
 * command: `command` {id, cmd: CommandKind, by, done: boolean, message: string}
 * system: `started` {version, mode} · `stopped` {} · `model-loaded` {model} · `replayed` {events}
 */
export type JournalCode =
  | 'packet-closed' | 'swing' | 'bos' | 'choch' | 'zone-rejected' | 'zone-created' | 'zone-extended' | 'zone-touched' | 'zone-entered' | 'zone-ended'
  | 'skipped' | 'judged' | 'entry-placed' | 'entry-cancel' | 'entry-refused' | 'protection-placed' | 'exit-sent' | 'order-state' | 'filled' | 'closed'
  | 'gap' | 'gap-refilled' | 'segment' | 'link-up' | 'link-down' | 'lock' | 'command' | 'started' | 'stopped' | 'model-loaded' | 'replayed'

/** Codes of REST problem details (`code` beside `status` and `title`). */
export type ProblemCode = 'unauthorized' | 'forbidden' | 'not-found' | 'bad-request' | 'busy' | 'unavailable' | 'internal'
