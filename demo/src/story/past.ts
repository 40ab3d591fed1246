import { historyApi, importsApi } from '@fitvibe/contract'

import { count, fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

/** From the first to the last imported day. */
export interface Past {
  readonly from: string
  readonly to: string
}

const SHOWN = 5

/** Bring the log of another app along: look into it first, then take it over. */
export async function importPast(athlete: Athlete, file: string, csv: string): Promise<Past> {
  const { client, timezone } = athlete
  heading(`${athlete.name} brings her log along`)
  const preview = await client.send(importsApi.previewImport, {
    query: { fileName: file.split('/').at(-1) },
    body: csv,
  })
  const { workouts, sets, from, to, exercises, missing, problemCount } = preview
  fact('File', file)
  fact('Written by', preview.source)
  fact('Holds', `${workouts} workouts, ${count(sets)} sets, ${from} to ${to}`)
  fact('Not said', missing.join(', ') || 'nothing')
  fact('Unreadable', `${problemCount} rows`)
  const known = exercises.filter(({ match }) => match !== null)
  fact('Exercises', `${known.length} of ${exercises.length} known, the others keep their names`)
  table(
    ['Logged', 'Becomes', 'Or, by likeness'],
    exercises
      .slice(0, SHOWN)
      .map(({ name, match, suggestions }) => [name, match?.name, suggestions[0]?.name]),
  )

  const done = await client.send(importsApi.commitImport, {
    params: { id: preview.id },
    body: { unit: 'kg', timezone },
  })
  fact('Imported', `${done.workouts} sessions, ${count(Math.round(done.volume))} kg in all`)
  fact('Points', `${done.pointsAwarded}: ${done.explanation}`)

  const again = await client.send(importsApi.previewImport, { body: csv })
  line(
    `Brought once more, ${again.alreadyImported} workouts are known and ${again.workouts} are new.`,
  )
  return { from: from ?? '', to: to ?? '' }
}

/** The whole history as a file, and another athlete's import of it. */
export async function takeAlong(from: Athlete, to: Athlete): Promise<void> {
  heading(`${from.name} takes her history along, ${to.name} looks into it`)
  const json = await from.client.file(historyApi.exportHistoryJson)
  const csv = await from.client.file(historyApi.exportHistoryCsv)
  fact('As JSON', `${count(Math.round(json.length / 1_000))} kB`)
  fact('As CSV', `${count(csv.split('\n').length - 2)} sets`)
  const preview = await to.client.send(importsApi.previewImport, { body: json })
  fact('In it', `${preview.workouts} sessions, ${count(preview.sets)} sets from ${preview.source}`)
  await to.client.send(importsApi.undoImport, { params: { id: preview.id } })
  line('Nothing was written: the file is forgotten again.')
}
