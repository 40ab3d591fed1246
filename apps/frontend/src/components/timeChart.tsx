import { Paper, Text } from '@mantine/core'
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

import { timeTicks } from '../lib/timeTicks.ts'
import { useFormat } from '../lib/useFormat.ts'

/** A value of a day, as it is shown. */
export interface Point {
  readonly on: string
  readonly value: number
}

interface TimeChartProps {
  /** Name of the values, with their unit. */
  readonly label: string
  /** Oldest first. */
  readonly points: readonly Point[]
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

const tick = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 }

/** Values over time as a line; a list on the page has the numbers. */
export function TimeChart({ label, points }: TimeChartProps) {
  const format = useFormat()
  const data = points.map(({ on, value }) => ({ on, at: Date.parse(`${on}T00:00:00Z`), value }))
  const { unit: tickUnit, ticks } = timeTicks(data.at(0)?.at ?? 0, data.at(-1)?.at ?? 0)
  const labelOf = { day: format.shortDay, month: format.shortMonth, year: format.year }[tickUnit]
  return (
    <Paper className="fvSurface">
      <Text size="sm" c="dimmed" mb="sm">
        {label}
      </Text>
      <div className="fvChart">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--fv-line)" />
            {/* An axis of time: sessions of one week stand near each other, and a pause is a gap. */}
            <XAxis
              type="number"
              scale="time"
              dataKey="at"
              domain={['dataMin', 'dataMax']}
              ticks={ticks}
              tickFormatter={(at: number) => labelOf(dayOf(at))}
              padding={{ left: 8, right: 8 }}
              tickLine={false}
              axisLine={false}
              interval="equidistantPreserveStart"
              minTickGap={12}
              tick={tick}
            />
            <YAxis
              width="auto"
              tickLine={false}
              axisLine={false}
              domain={['auto', 'auto']}
              tickFormatter={(value: number) => format.number(value)}
              tick={tick}
            />
            <Tooltip content={<PointTooltip />} />
            <Line
              dataKey="value"
              stroke="var(--fv-accent)"
              strokeWidth={2}
              dot={{ r: 3, fill: 'var(--fv-accent)' }}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Paper>
  )
}

interface PointTooltipProps {
  /** Set by the chart. */
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: Point }[]
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const format = useFormat()
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="fvTooltip">
      <span>{format.dayWithYear(point.on)}</span>
      <strong>{format.number(point.value, 2)}</strong>
    </div>
  )
}
