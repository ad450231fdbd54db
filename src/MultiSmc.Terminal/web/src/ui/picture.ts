/** Why there is no picture: nothing is drawn there, or this browser makes none. */
export class NoPicture extends Error {
  constructor(readonly reason: 'nothing' | 'unable') {
    super(reason)
  }
}

/** Height of the line of words over a picture, CSS pixels. */
const HEAD = 30

/** What a picture of a chart says of itself: words above it, and the colours they are written in. */
export interface Caption {
  left: string
  right: string
  ink: string
  paper: string
  font: string
}

/**
 * The canvases of a chart as one image, each where it stands on the page, under a line of words: a chart is many canvases, and what the page writes over them
 * is not in any of them.
 */
export async function pictureOf(host: HTMLElement, caption: Caption): Promise<Blob> {
  const frame = host.getBoundingClientRect()
  const layers = [...host.querySelectorAll('canvas')].filter((it) => it.width > 0 && it.height > 0)
  if (layers.length === 0 || frame.width === 0) throw new NoPicture('nothing')
  const sharp = Math.max(1, ...layers.map((it) => it.width / (it.getBoundingClientRect().width || it.width)))
  const made = document.createElement('canvas')
  made.width = Math.round(frame.width * sharp)
  made.height = Math.round((frame.height + HEAD) * sharp)
  const paint = made.getContext('2d')
  if (!paint) throw new NoPicture('unable')
  paint.scale(sharp, sharp)
  paint.fillStyle = caption.paper
  paint.fillRect(0, 0, frame.width, frame.height + HEAD)
  for (const it of layers) {
    const box = it.getBoundingClientRect()
    paint.drawImage(it, box.left - frame.left, box.top - frame.top + HEAD, box.width, box.height)
  }
  paint.font = `600 13px ${caption.font}`
  paint.fillStyle = caption.ink
  paint.textBaseline = 'middle'
  paint.fillText(caption.left, 12, HEAD / 2)
  paint.textAlign = 'right'
  paint.fillText(caption.right, frame.width - 12, HEAD / 2)
  return new Promise((done, fail) => made.toBlob((blob) => (blob ? done(blob) : fail(new NoPicture('unable'))), 'image/png'))
}
