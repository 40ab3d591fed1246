import { pointsApi, progressApi, sessionsApi } from '@fitvibe/contract'

import { bar, clip, count, fact, heading, line, moment, percent, table } from '../print.ts'
import type { Athlete } from './athlete.ts'
import type { Period } from './history.ts'

const SHOWN = 5

export async function showPoints({ name, client, timezone }: Athlete): Promise<void> {
  heading(`${name}'s points`)
  const { total, today } = await client.send(pointsApi.getPoints, {})
  fact('Total', total)
  fact('Today', `${today} of at most 250`)
  const history = await client.send(pointsApi.listPoints, { query: { pageSize: SHOWN } })
  table(
    ['Awarded', 'Points', 'Session', 'Why'],
    history.items.map((entry) => [
      moment(entry.awardedAt, timezone),
      entry.points,
      entry.sessionTitle,
      clip(entry.explanation, 90),
    ]),
  )
  line(`${history.items.length} of ${history.total}`)
}

export async function showProgress({ name, client }: Athlete, imported: Period): Promise<void> {
  heading(`${name}'s progress`)
  const sum = await client.send(progressApi.getSummary, {})
  fact('Period', `${sum.from ?? 'the beginning'} to ${sum.to}`)
  fact('Sessions', `${sum.completed} on ${sum.activeDays} days`)
  fact('Done', `${count(sum.sets)} sets, ${count(sum.reps)} reps, ${count(sum.volume)} kg`)
  fact('Time', `${count(sum.durationSec / 3_600)} h, ${count(sum.calories)} kcal`)
  fact('Adherence', percent(sum.adherence))
  fact('Points', sum.points)

  line()
  line('The imported sessions by month')
  await chart({ client }, { ...imported, interval: 'month' })
  line()
  line('The last weeks')
  await chart({ client }, { interval: 'week' })
}

async function chart(
  { client }: Pick<Athlete, 'client'>,
  query: Partial<Period> & { interval: 'week' | 'month' },
): Promise<void> {
  const { buckets } = await client.send(progressApi.getCharts, { query })
  const largest = Math.max(...buckets.map(({ volume }) => volume))
  table(
    ['From', 'Sessions', 'Hours', 'Volume kg', 'Points', ''],
    buckets.map(({ on, completed, durationSec, volume, points }) => [
      on,
      completed,
      durationSec / 3_600,
      volume,
      points,
      bar(volume, largest),
    ]),
  )
}

export async function showHistory({ name, client, timezone }: Athlete): Promise<void> {
  heading(`${name}'s history`)
  const { items, total } = await client.send(sessionsApi.listSessions, {
    query: { pageSize: SHOWN },
  })
  table(
    ['When', 'Session', 'Status', 'Volume kg', 'Points', 'Exercises'],
    items.map((session) => [
      moment(session.completedAt ?? session.plannedFor, timezone),
      session.title,
      session.status,
      session.totals?.volume,
      session.points,
      clip(session.exerciseNames.join(', '), 60),
    ]),
  )
  line(`${items.length} of ${total}`)
}
