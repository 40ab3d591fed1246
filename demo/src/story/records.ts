import { recordsApi } from '@fitvibe/contract'

import { bar, fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

const SHOWN = 3

/** Shows personal records, the history of an exercise, and the suggestion for next time. */
export async function showRecords({ name, client }: Athlete): Promise<void> {
  heading(`${name}'s personal records`)
  const { items, total } = await client.send(recordsApi.listRecords, {
    query: { pageSize: SHOWN },
  })
  table(
    ['Exercise', 'Record', 'Best', 'On', 'Session'],
    items.flatMap((exercise) =>
      exercise.records.map(({ kind, at, value, on, sessionTitle, isBaseline }) => [
        exercise.name,
        `${kind}${at === null ? '' : ` at ${at}`}${isBaseline ? ' (first time)' : ''}`,
        value,
        on,
        sessionTitle,
      ]),
    ),
  )
  line(`${items.length} of ${total} exercises`)

  const trained = items.toSorted((a, b) => b.sessions - a.sessions)[0]
  if (!trained) return
  const params = { id: trained.id }
  const history = await client.send(recordsApi.listExerciseHistory, {
    params,
    query: { limit: 8 },
  })
  const largest = Math.max(...history.items.map(({ e1rm }) => e1rm?.value ?? 0))
  line()
  line(`${trained.name}: last sessions, e1RM by Epley`)
  table(
    ['On', 'Sets', 'e1RM kg', ''],
    history.items.map(({ on, doneSets, e1rm }) => [
      on,
      doneSets,
      e1rm?.value,
      bar(e1rm?.value ?? 0, largest),
    ]),
  )
  const next = await client.send(recordsApi.getSuggestion, { params })
  fact('Next time', next.action)
  line(next.reason)

  const muscles = await client.send(recordsApi.getMuscles, {})
  line()
  line(`Sets by muscle in the week from ${muscles.weeks.at(-1)?.on ?? ''}`)
  table(
    ['Muscle', 'Planned', 'Done'],
    (muscles.weeks.at(-1)?.muscles ?? []).map(({ muscle, planned, done }) => [
      muscle,
      planned,
      done,
    ]),
  )
}
