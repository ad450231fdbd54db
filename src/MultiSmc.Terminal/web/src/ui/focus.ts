/** Keeps Tab inside an element while it stands, focuses its safe choice (`[data-safe]`), closes on Escape, and gives the focus back at the end. */
export function trap(node: HTMLElement, close: () => void): { destroy(): void } {
  const before = document.activeElement
  const all = () => [...node.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]')].filter((it) => !it.hasAttribute('disabled') && it.offsetParent !== null)
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      close()
      return
    }
    if (event.key !== 'Tab') return
    const items = all()
    const first = items[0]
    const last = items[items.length - 1]
    if (!first || !last) return
    if (event.shiftKey && document.activeElement === first) {
      event.preventDefault()
      last.focus()
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault()
      first.focus()
    }
  }
  node.addEventListener('keydown', onKey)
  queueMicrotask(() => (node.querySelector<HTMLElement>('[data-safe]') ?? all()[0])?.focus())
  return {
    destroy() {
      node.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
  }
}

/** Tells when a press lands outside of an element. */
export function outside(node: HTMLElement, close: () => void): { destroy(): void } {
  const onDown = (event: PointerEvent): void => {
    if (event.target instanceof Node && !node.contains(event.target)) close()
  }
  document.addEventListener('pointerdown', onDown, true)
  return { destroy: () => document.removeEventListener('pointerdown', onDown, true) }
}
