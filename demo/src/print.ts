const LABEL_WIDTH = 14

/** Prints an indented line; a blank one without text. */
export function line(text = ''): void {
  console.log(text && `  ${text}`)
}

export function fault(text: string): void {
  console.error(text)
}

export function heading(text: string): void {
  console.log(`\n${text}\n${'-'.repeat(text.length)}`)
}

export function fact(label: string, value: string | number): void {
  line(`${label.padEnd(LABEL_WIDTH)}  ${value}`)
}

/** Prints columns as wide as their longest cell, with numbers aligned to the right. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => show(row[column]).length)),
  )
  const isNumeric = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  const format = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumeric[column] ? show(cell).padStart(width) : show(cell).padEnd(width)
      })
      .join('  ')
      .trimEnd()
  line(format(heads))
  line(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of rows) line(format(row))
}

type Cell = string | number | null | undefined

function show(cell: Cell): string {
  if (cell === null || cell === undefined) return '-'
  return typeof cell === 'number' ? count(cell) : cell
}

export function count(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 })
}

export function percent(value: number | null): string {
  return value === null ? '-' : `${value} %`
}

/** Returns a bar of at most `width` characters for `value` out of `largest`. */
export function bar(value: number, largest: number, width = 24): string {
  return '#'.repeat(largest > 0 ? Math.round((value / largest) * width) : 0)
}

/** Formats an instant as the athlete's local time: `2026-11-23 18:00`. */
export function moment(instant: string | null, timezone: string): string {
  if (instant === null) return '-'
  return new Date(instant).toLocaleString('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
}

export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text
}
