/**
 * Counts workouts, sets and volume of an exported file in the simplest way. The import has to count
 * the same, and shares no code with this.
 */
export function countIn(file: string): Count {
  const text = file.replace(/^\uFEFF/, '')
  if (/^\s*"[^"]*"\n"\d{4}-/.test(text)) return countAlpha(text)
  const delimiter = (text.split('\n')[0] ?? '').includes(';') ? ';' : ','
  const [heading = [], ...rows] = table(text, delimiter)
  const records = rows.map((cells) =>
    Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? ''])),
  )
  if (heading.includes('Set 1 (Reps)')) return countStronglifts(records, heading)
  if (heading.includes('exercise_title'))
    return count(
      records.map((record) => ({
        workout: record['start_time'] ?? '',
        isWarmup: record['set_type'] === 'warmup',
        load: isHelp(record) ? 0 : kilogramsOf(Number(record['weight_kg']), 'kg'),
        reps: Number(record['reps']),
      })),
    )
  if (heading.includes('Set Order'))
    return count(
      records
        .filter((record) => /^(\d+|W|D|F)$/.test(record['Set Order'] ?? ''))
        .map((record) => ({
          workout: record['Date'] ?? '',
          isWarmup: record['Set Order'] === 'W',
          load: isHelp(record)
            ? 0
            : kilogramsOf(Number(record['Weight'] ?? record['Weight (kg)']), 'kg'),
          reps: Number(record['Reps']),
        })),
    )
  return count(
    records.map((record) => ({
      workout: record['StartTime'] ?? record['Date'] ?? '',
      isWarmup: record['IsWarmup'] === 'true',
      load: kilogramsOf(
        Number((record['Weight'] ?? '').replace(',', '.')),
        record['Weight Unit'] === 'lbs' ? 'lb' : 'kg',
      ),
      reps: Number(record['Reps']),
    })),
  )
}

interface Count {
  readonly workouts: number
  readonly sets: number
  /** Sets without warm-ups. */
  readonly working: number
  readonly volume: number
}

interface Counted {
  readonly workout: string
  readonly isWarmup: boolean
  readonly load: number
  readonly reps: number
}

export const kilogramsOf = (weight: number, unit: 'kg' | 'lb') =>
  weight * (unit === 'lb' ? 0.45359237 : 1)

/** Help of an assisted machine adds no volume. */
const isHelp = (record: Record<string, string>) =>
  /assisted/i.test(record['Exercise Name'] ?? record['exercise_title'] ?? '')

function count(sets: readonly Counted[]): Count {
  const working = sets.filter(({ isWarmup }) => !isWarmup)
  return {
    workouts: new Set(sets.map(({ workout }) => workout)).size,
    sets: sets.length,
    working: working.length,
    volume: working.reduce((sum, { load, reps }) => sum + load * reps, 0),
  }
}

/** A set marked `-` was not done. */
function countStronglifts(
  records: readonly Record<string, string>[],
  heading: readonly string[],
): Count {
  const unit = heading.includes('Set 1 (LB)') ? 'lb' : 'kg'
  return count(
    records.flatMap((record) => {
      const marks = (record['Sets×Reps'] ?? '').split('/')
      return [1, 2, 3, 4, 5, 6].flatMap((number) => {
        const reps = record[`Set ${number} (Reps)`] ?? ''
        if (reps === '' || marks[number - 1] === '-') return []
        const load = kilogramsOf(Number(record[`Set ${number} (${unit.toUpperCase()})`]), unit)
        return [{ workout: record['Workout'] ?? '', isWarmup: false, load, reps: Number(reps) }]
      })
    }),
  )
}

function countAlpha(text: string): Count {
  const sets: Counted[] = []
  let workout = ''
  let hasLoad = true
  for (const line of text.split('\n')) {
    const cells = line.split(',')
    if (/^"\d{4}-\d{2}-\d{2} /.test(line)) workout = line
    if (cells[0] === '#') hasLoad = cells[1] === 'LBS'
    if (!/^\d+(,[\d.]+)+$/.test(line)) continue
    const load = hasLoad ? kilogramsOf(Number(cells[1]), 'lb') : 0
    sets.push({ workout, isWarmup: false, load, reps: Number(cells[hasLoad ? 2 : 1]) })
  }
  return count(sets)
}

/** Cells of a table. A quoted cell may contain delimiters, line breaks and doubled quotes. */
function table(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endRow = () => {
    row.push(cell)
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '"' && isQuoted && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) {
      row.push(cell)
      cell = ''
    } else if (character === '\n' && !isQuoted) endRow()
    else if (character !== '\r') cell += character
  }
  endRow()
  return rows
}
