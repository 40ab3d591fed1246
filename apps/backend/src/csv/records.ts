import { parse, type Options } from 'csv-parse/sync'

/** A record of a file, with the line on which it begins. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
  /** Set if quotes are unclosed or misplaced: the cells are then a best effort. */
  readonly isBroken?: true
  /** Set if the record exceeds the limits: its only cell is its beginning. */
  readonly isTooLong?: true
}

/** Characters parsed at a time: a few milliseconds of work. */
const PIECE_CHARACTERS = 32 * 1_024
/** The longest record, and the most that a quote without an end may swallow. */
const MAX_RECORD_CHARACTERS = 64 * 1_024
const MAX_COLUMNS = 1_000
/** Characters that are shown of a record that is too long. */
const SHOWN_CHARACTERS = 100

/** Each broken line costs another search for the end of its quote, so the number is limited. */
const MAX_BROKEN_LINES = 100
const LINES_PER_BATCH = 500

/**
 * Yields the records of a text with `\n` at the end of its lines, in batches, so that the caller can
 * stop in between. Never throws: a line with wrong quotes is parsed on its own and marked as broken,
 * and parsing continues with the next line. After 100 broken lines, every line is parsed on its own.
 * An empty line is a record with one empty cell.
 */
export function* readRecords(text: string, delimiter: string): Generator<CsvRecord[]> {
  let at = 0
  let line = 1
  for (let broken = 0; at < text.length && broken < MAX_BROKEN_LINES;) {
    const { end, isTooLong } = pieceAt(text, at, delimiter)
    if (isTooLong) {
      yield [tooLong(text.slice(at, at + SHOWN_CHARACTERS), line)]
      line += countLines(text, at, end)
      at = end
      continue
    }
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
    for (; at < text.length && records.length < LINES_PER_BATCH; line += 1) {
      const end = afterLine(text, at)
      records.push(brokenLine(text.slice(at, end), delimiter, line))
      at = end
    }
    yield records
  }
}

/**
 * Returns the end of the first record that ends after `PIECE_CHARACTERS`, or of the last one before a
 * record that is too long. A quote without an end is cut off after some line, so that parsing fails
 * and reports its line.
 */
function pieceAt(text: string, from: number, delimiter: string) {
  const separator = delimiter.charCodeAt(0)
  let isQuoted = false
  let start = from
  let columns = 1
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    at += 1
    if (code === QUOTE) isQuoted = !isQuoted
    else if (code === separator && !isQuoted) columns += 1
    else if (code === NEWLINE && isQuoted) {
      if (at - start >= MAX_RECORD_CHARACTERS) return { end: at, isTooLong: false }
    } else if (code === NEWLINE) {
      if (exceeds(at - start, columns)) break
      if (at - from >= PIECE_CHARACTERS) return { end: at, isTooLong: false }
      start = at
      columns = 1
    }
  }
  const isTooLong = exceeds(at - start, columns)
  return isTooLong && start > from ? { end: start, isTooLong: false } : { end: at, isTooLong }
}

const exceeds = (characters: number, columns: number) =>
  characters > MAX_RECORD_CHARACTERS || columns > MAX_COLUMNS

const tooLong = (beginning: string, line: number): CsvRecord => ({
  line,
  cells: [beginning],
  isTooLong: true,
})

const QUOTE = 34
const NEWLINE = 10

function parsePiece(piece: string, delimiter: string, firstLine: number) {
  try {
    return { records: numbered(cellsOf(piece, { delimiter }), firstLine).records }
  } catch {
    // Parses again to find the failing line: `on_record` makes parsing twice as slow.
    const rows: string[][] = []
    const addRow = (row: string[]) => void rows.push(row)
    try {
      cellsOf(piece, { delimiter, on_record: addRow })
    } catch {}
    const { records, line } = numbered(rows, firstLine)
    return { records, failedAt: line }
  }
}

/**
 * Parses records. The library creates an error for every row that has fewer cells than the first, even
 * where that is allowed; without its stack, this takes a tenth of the time.
 */
function cellsOf(text: string, options: Options): string[][] {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return parse(text, { ...OPTIONS, ...options })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
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
  const bare = text.endsWith('\n') ? text.slice(0, -1) : text
  if (bare.length > MAX_RECORD_CHARACTERS) return tooLong(bare.slice(0, SHOWN_CHARACTERS), line)
  const parts = bare.split(delimiter)
  if (parts.length > MAX_COLUMNS) return tooLong(bare.slice(0, SHOWN_CHARACTERS), line)
  if (!bare.includes('"')) return { line, cells: parts, isBroken: true }
  try {
    const [cells = ['']] = cellsOf(bare, { delimiter, relax_quotes: true })
    return { line, cells, isBroken: true }
  } catch {
    return { line, cells: parts, isBroken: true }
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
