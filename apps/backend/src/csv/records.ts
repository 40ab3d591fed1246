import { parse } from 'csv-parse/sync'

/** One record of a file, with the line it begins on. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
  /** Its quotes are not closed or stand in the wrong place: read as well as could be. */
  readonly isBroken?: true
}

/** Characters parsed at a time: a few milliseconds of work. */
const PIECE = 32 * 1_024
/** Where a quote that is never closed would swallow the rest of a file, it swallows so much. */
const LONGEST_PIECE = 1_024 * 1_024

/** Looking for the end of a quote again and again costs more than a file is worth. */
const MOST_BROKEN = 100
const LINES_AT_ONCE = 500

/**
 * The records of a file in batches, so that whoever reads them can do other things in between.
 * Nothing stops it: a line whose quotes are wrong is read by itself and marked, and reading goes on
 * with the next line; after a hundred of these every line is. Empty lines are records of one empty
 * cell.
 */
export function* readRecords(file: string, delimiter: string): Generator<CsvRecord[]> {
  const text = file.replace(/\r\n?/g, '\n')
  let at = 0
  let line = 1
  for (let broken = 0; at < text.length && broken < MOST_BROKEN;) {
    const end = endOfPiece(text, at)
    const { records, failedAt } = parsePiece(text.slice(at, end), delimiter, line)
    if (failedAt === undefined) {
      yield records
      line += countLines(text, at, end)
      at = end
      continue
    }
    const start = startOfLine(text, at, failedAt - line)
    at = afterLine(text, start)
    line = failedAt + 1
    broken += 1
    records.push(brokenLine(text.slice(start, at), delimiter, failedAt))
    yield records
  }
  while (at < text.length) {
    const records: CsvRecord[] = []
    for (; at < text.length && records.length < LINES_AT_ONCE; line += 1) {
      const end = afterLine(text, at)
      records.push(brokenLine(text.slice(at, end), delimiter, line))
      at = end
    }
    yield records
  }
}

/** The end of a line about `PIECE` on, outside of quotes. */
function endOfPiece(text: string, from: number): number {
  let isQuoted = false
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    at += 1
    if (code === QUOTE) isQuoted = !isQuoted
    else if (code === NEWLINE && at - from >= PIECE && (!isQuoted || at - from >= LONGEST_PIECE))
      return at
  }
  return at
}

const QUOTE = 34
const NEWLINE = 10

function parsePiece(piece: string, delimiter: string, firstLine: number) {
  try {
    return { records: numbered(parse(piece, { ...OPTIONS, delimiter }), firstLine).records }
  } catch {
    // Once more, to learn how far it came: telling so costs as much as parsing.
    const rows: string[][] = []
    const keep = (row: string[]) => void rows.push(row)
    try {
      parse(piece, { ...OPTIONS, delimiter, on_record: keep })
    } catch {}
    const { records, line } = numbered(rows, firstLine)
    return { records, failedAt: line }
  }
}

function numbered(rows: readonly string[][], firstLine: number) {
  let line = firstLine
  const records: CsvRecord[] = rows.map((cells) => {
    const record = { line, cells }
    line += 1 + newlinesIn(cells)
    return record
  })
  return { records, line }
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += countLines(cell, 0, cell.length)
  return count
}

const OPTIONS = {
  bom: false,
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: '\n',
} as const

function brokenLine(text: string, delimiter: string, line: number): CsvRecord {
  const bare = text.replace(/\n$/, '')
  try {
    const [cells = ['']] = parse(bare, { ...OPTIONS, delimiter, relax_quotes: true })
    return { line, cells, isBroken: true }
  } catch {
    return { line, cells: bare.split(delimiter), isBroken: true }
  }
}

function startOfLine(text: string, from: number, lines: number): number {
  let at = from
  for (let skipped = 0; skipped < lines; skipped += 1) at = afterLine(text, at)
  return at
}

function afterLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    lines += 1
  return lines
}
