import { API } from '../data/rest'

/** The token in an address that the bot printed (`#/sign-in?token=...`), or null. */
export function tokenOf(hash: string): string | null {
  return /^#\/sign-in\?token=([\w-]+)$/.exec(hash)?.[1] ?? null
}

/** Signs in with the token of the address, which is taken out of the address bar and the history first. A wrong one is as good as none: the page then asks. */
export async function useTicket(): Promise<void> {
  const token = tokenOf(location.hash)
  if (token === null) return
  history.replaceState(null, '', `${location.pathname}${location.search}#/`)
  try {
    await fetch(`${API}/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) })
  } catch {
    // The server is away: the page says so by itself.
  }
}
