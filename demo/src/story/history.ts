import { historyApi, importsApi } from '@fitvibe/contract'

import { count, fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

/** The first and the last imported day. */
export interface Period {
  readonly from: string
  readonly to: string
}

const SHOWN = 5

/** Imports the log of another app: previews the file, then commits the import. */
export async function importLog(athlete: Athlete, file: string, csv: string): Promise<Period> {
  const { client, timezone } = athlete
  heading(`${athlete.name} imports her old log`)
  const preview = await client.send(importsApi.previewImport, {
    query: { fileName: file.split('/').at(-1) },
    body: csv,
  })
  const { workouts, sets, from, to, exercises, missing, problemCount } = preview
  fact('File', file)
  fact('App', preview.source)
  fact('Content', `${workouts} workouts, ${count(sets)} sets, ${from} to ${to}`)
  fact('Unanswered', missing.join(', ') || 'nothing')
  fact('Unreadable', `${problemCount} rows`)
  const known = exercises.filter(({ match }) => match !== null)
  fact('Exercises', `${known.length} of ${exercises.length} matched, the others keep their names`)
  table(
    ['In the file', 'Match', 'Similar'],
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
  line(`Uploaded again: ${again.alreadyImported} workouts imported before, ${again.workouts} new.`)
  return { from: from ?? '', to: to ?? '' }
}

/** Exports the whole history and previews its import by another athlete. */
export async function exportHistory(from: Athlete, to: Athlete): Promise<void> {
  heading(`${from.name} exports her history, ${to.name} previews it`)
  const json = await from.client.file(historyApi.exportHistoryJson)
  const csv = await from.client.file(historyApi.exportHistoryCsv)
  fact('As JSON', `${count(Math.round(json.length / 1_000))} kB`)
  fact('As CSV', `${count(csv.split('\n').length - 2)} sets`)
  const preview = await to.client.send(importsApi.previewImport, { body: json })
  fact(
    'Content',
    `${preview.workouts} sessions, ${count(preview.sets)} sets from ${preview.source}`,
  )
  await to.client.send(importsApi.undoImport, { params: { id: preview.id } })
  line('No session was imported, and the uploaded file is deleted.')
}
