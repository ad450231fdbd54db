/** The page's colours as the canvas needs them: read from the CSS variables, so that there is one source. */
export interface ChartTheme {
  bg: string; line: string; line2: string; grid: string
  t1: string; t2: string; t3: string
  up: string; dn: string; gold: string; goldFill: string; vio: string; cyan: string; acc: string; warn: string
  onUp: string; onDn: string; onGold: string; onAcc: string
  axisTag: string; onAxisTag: string
  dark: boolean
  /** Rising candles are hollow: the second cue of the colour-blind palette. */
  hollow: boolean
  font: string
}

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement)
  const get = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const dark = document.documentElement.dataset['theme'] !== 'light'
  return {
    bg: get('bg-1'), line: get('line'), line2: get('line-2'), grid: get('grid'), t1: get('t1'), t2: get('t2'), t3: get('t3'),
    up: get('up'), dn: get('dn'), gold: get('gold'), goldFill: get('gold-fill'), vio: get('vio'), cyan: get('cyan'), acc: get('acc'), warn: get('warn'),
    onUp: get('on-up'), onDn: get('on-dn'), onGold: get('on-gold'), onAcc: get('on-acc'),
    axisTag: dark ? '#a9b3c1' : '#4a5565', onAxisTag: dark ? '#0d1117' : '#ffffff',
    dark, hollow: document.documentElement.dataset['palette'] === 'safe', font: "'Inter Variable', system-ui, sans-serif",
  }
}

/** A hex colour with an opacity. */
export function fade(color: string, alpha: number): string {
  if (!color.startsWith('#') || color.length !== 7) return color
  return `rgba(${parseInt(color.slice(1, 3), 16)}, ${parseInt(color.slice(3, 5), 16)}, ${parseInt(color.slice(5, 7), 16)}, ${alpha})`
}
