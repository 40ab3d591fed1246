/**
 * Moves the focus to the same column of the next row of sets. Returns false in the last row: the
 * caller may add a row and call again.
 */
export function focusNextRow(input: HTMLInputElement): boolean {
  const row = input.closest('.fvSetRow')
  const column = row ? cellsOf(row).indexOf(input) : -1
  const next = row?.nextElementSibling
  if (!next?.matches('.fvSetRow')) return false
  cellsOf(next)[column]?.focus()
  return true
}

function cellsOf(row: Element): HTMLInputElement[] {
  return Array.from(row.querySelectorAll<HTMLInputElement>('input.fvCell'))
}
