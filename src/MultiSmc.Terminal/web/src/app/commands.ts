import type { CommandError, Params, PrepareReply, PrepareRequest } from '../data/contract'
import { reason, tr } from '../i18n/index.svelte'
import { sent, ui, world } from './app.svelte'

/** What a command acts on: the key by which its button finds its state. */
export function keyOf(request: PrepareRequest): string {
  return [request.kind, request.symbol ?? '', request.orderId ?? request.args?.setup ?? ''].join('/')
}

/**
 * The command of a button is on its way: sent, and not refused. Done means that the bot has taken it up: the row goes when it has come about. What was asked for a
 * part of a position leaves the row, so there it is over then.
 */
export function isOnItsWay(request: PrepareRequest): boolean {
  const command = sent.by.get(keyOf(request))
  if (!command) return false
  const state = world().commands.find((it) => it.id === command.id)?.state
  return state !== 'failed' && !(state === 'done' && command.isPart)
}

/** The refusal in words. */
export function errorText(code: CommandError | null, p: Params): string {
  const t = tr().cmd
  if (code === null) return t.failed
  if (code === 'exchange') return t.exchange(String(p['code'] ?? ''), String(p['reason'] ?? ''))
  if (code === 'engine') return String(p['message'] ?? reason(code))
  return t.errors[code] ?? reason(code)
}

export async function prepare(request: PrepareRequest): Promise<PrepareReply> {
  try {
    return await world().feed.prepare(request)
  } catch (error) {
    return { ok: false, code: 'not-connected', p: { message: String(error) } }
  }
}

/** Sends a prepared command; a refusal becomes a toast that stays. True when it was accepted. */
export async function execute(request: PrepareRequest, token: string): Promise<boolean> {
  const id = crypto.randomUUID()
  const name = tr().cmd.names[request.kind] ?? request.kind
  try {
    const reply = await world().feed.execute(token, id)
    if (reply.result === 'accepted' || reply.result === 'duplicate') {
      sent.put(keyOf(request), id, (request.args?.partPpm ?? 1e6) < 1e6)
      return true
    }
    refuse(name, errorText(reply.result === 'expired' ? 'token-expired' : reply.code, reply.p), { request, reply })
  } catch (error) {
    refuse(name, tr().cmd.errors['unavailable'] ?? '', { request, error: String(error) })
  }
  return false
}

export function refuse(name: string, text: string, details: unknown): void {
  ui.toast({ title: `${name}: ${tr().cmd.failed}`, text, details: JSON.stringify(details, null, 2) })
}
