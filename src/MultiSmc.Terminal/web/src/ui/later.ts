/** How long a server that did not give a part of the page is left alone, in ms. */
const AGAIN_MS = 2000

/**
 * Loads a part of the page that comes by itself, and asks again until the server gives it.
 * @param load Asks for it; `import()` forgets a failure and keeps what came.
 * @param use Called once with it.
 * @returns Ends the asking: `use` is not called after that.
 */
export function later<M>(load: () => Promise<M>, use: (part: M) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const ask = (): void => {
    load().then(
      (part) => { if (!over) use(part) },
      () => { if (!over) timer = setTimeout(ask, AGAIN_MS) },
    )
  }
  ask()
  return () => {
    over = true
    clearTimeout(timer)
  }
}
