import type { World } from '../data/world.svelte'
import { reason, tr } from '../i18n/index.svelte'
import { settings } from './settings.svelte'

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

function tell(kind: keyof typeof TONES, text: string): void {
  if (settings.sounds[kind]) beep(kind)
  if (settings.notify && document.visibilityState === 'hidden' && 'Notification' in window && Notification.permission === 'granted') new Notification('MultiSmc', { body: text, tag: kind })
}

/** Sounds and notifications for fills, cancels by the model, and a lost connection; all off by default. */
export function alerts(world: World): void {
  world.onFill = (fill) => tell('fill', `${fill.n} ${fill.side} ${fill.qty} @ ${fill.price}`)
  world.onDecision = (it) => {
    if (it.act === 'pull') tell('cancel', `${it.n}: ${reason('model')}, p ${it.p.toFixed(2)}`)
  }
  let was = world.fresh
  setInterval(() => {
    if (world.fresh === 'offline' && was !== 'offline') tell('disconnect', tr().conn.lost)
    was = world.fresh
  }, 500)
}
