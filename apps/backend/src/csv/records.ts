import { parse } from 'csv-parse/sync'

/** A record of a file, with the line on which it begins. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
  /** Set if quotes are unclosed or misplaced: the cells are then a best effort. */
  readonly isBroken?: true
}

/** Characters parsed at a time: a few milliseconds of work. */
const PIECE_CHARACTERS = 32 * 1_024
/** The most that a quote without an end may swallow, instead of the rest of the file. */
const MAX_PIECE_CHARACTERS = 1_024 * 1_024

/** Each broken line costs another search for the end of its quote, so the number is limited. */
const MAX_BROKEN_LINES = 100
const LINES_PER_BATCH = 500

/**
 * Yields the records of a file in batches, so that the caller can give up the event loop in between.
 * Never throws: a line with wrong quotes is parsed on its own and marked as broken, and parsing
 * continues with the next line. After 100 broken lines, every line is parsed on its own. An empty
 * line is a record with one empty cell.
 */
export function* readRecords(file: string, delimiter: string): Generator<CsvRecord[]> {
  const text = file.replace(/\r\n?/g, '\n')
  let at = 0
  let line = 1
  for (let broken = 0; at < text.length && broken < MAX_BROKEN_LINES;) {
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
    for (; at < text.length && records.length < LINES_PER_BATCH; line += 1) {
      const end = afterLine(text, at)
      records.push(brokenLine(text.slice(at, end), delimiter, line))
      at = end
    }
    yield records
  }
}

/** Returns the end of the first line that ends outside quotes after `PIECE_CHARACTERS`. */
function endOfPiece(text: string, from: number): number {
  let isQuoted = false
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    at += 1
    if (code === QUOTE) isQuoted = !isQuoted
    else if (
      code === NEWLINE &&
      at - from >= PIECE_CHARACTERS &&
      (!isQuoted || at - from >= MAX_PIECE_CHARACTERS)
    )
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
    // Parses again to find the failing line: `on_record` makes parsing twice as slow.
    const rows: string[][] = []
    const addRow = (row: string[]) => void rows.push(row)
    try {
      parse(piece, { ...OPTIONS, delimiter, on_record: addRow })
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
