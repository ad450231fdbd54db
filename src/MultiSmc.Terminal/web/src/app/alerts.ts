import type { World } from '../data/world.svelte'
import type { JournalEntry } from '../data/contract'
import { tr } from '../i18n/index.svelte'
import { eventOf, type EventName } from './events'
import { settings } from './settings.svelte'
import { journalText } from './journalWords'

const TONES = { fill: [660, 880], cancel: [520, 390], disconnect: [330, 247] } as const
let audio: AudioContext | null = null

/** Two short notes, made here: no sound files. */
export function beep(kind: keyof typeof TONES): void {
  audio ??= new AudioContext()
  TONES[kind].forEach((hertz, k) => {
    const context = audio as AudioContext
    const tone = context.createOscillator()
    const loud = context.createGain()
    const at = context.currentTime + k * 0.14
    tone.frequency.value = hertz
    loud.gain.setValueAtTime(0.08, at)
    loud.gain.exponentialRampToValueAtTime(0.001, at + 0.13)
    tone.connect(loud).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.14)
  })
}

/** Shows a notification; where the page is looked at nothing is shown, for it is seen there. */
export function notify(about: EventName, text: string, always = false): void {
  if (always || (settings.notify && !settings.muted.includes(about) && document.visibilityState === 'hidden'))
    if ('Notification' in window && Notification.permission === 'granted') new Notification('MultiSmc', { body: text, tag: about })
}

function tell(it: JournalEntry): void {
  const about = eventOf(it)
  if (it.code === 'filled' && settings.sounds.fill) beep('fill')
  if (about === 'pulled' && settings.sounds.cancel) beep('cancel')
  if (about !== null) notify(about, `${it.n === null ? '' : `${it.n}: `}${journalText(it).text}`)
}

/** Sounds and notifications of what happens, as each is chosen; all off by default. A session of the past tells nothing: it happened long ago. */
export function alerts(world: World): () => void {
  let told = -1
  world.onFrame = (frame) => {
    const news = frame.journal ?? []
    const known = told
    // A snapshot repeats what was; an engine that began anew counts anew.
    told = news[news.length - 1]?.id ?? (frame.k === 'snap' ? -1 : told)
    if (frame.k === 'snap' || (world.hello?.mode !== 'paper' && world.hello?.mode !== 'live')) return
    for (const it of news) if (it.id > known) tell(it)
  }
  let was = world.fresh
  const timer = setInterval(() => {
    if (world.fresh === 'offline' && was !== 'offline') {
      if (settings.sounds.disconnect) beep('disconnect')
      notify('server', tr().conn.lost)
    }
    was = world.fresh
  }, 500)
  return () => {
    world.onFrame = null
    clearInterval(timer)
  }
}
