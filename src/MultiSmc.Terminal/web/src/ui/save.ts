/** Hands a text to the browser as a file. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }))
}

/** Hands bytes to the browser as a file. */
export function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Rows as comma-separated values; what holds a comma, a quote or a line break is quoted. */
export function csv(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  const cell = (it: string | number | boolean | null): string => (it === null ? '' : /[",\r\n]/.test(String(it)) ? `"${String(it).replaceAll('"', '""')}"` : String(it))
  return rows.map((row) => row.map(cell).join(',')).join('\n') + '\n'
}
