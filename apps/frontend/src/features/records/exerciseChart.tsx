import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

import { usePreferences } from '../../lib/me.ts'
import { useFormat } from '../../lib/useFormat.ts'
import type { Point } from './points.ts'

interface ExerciseChartProps {
  readonly measure: 'e1rm' | 'reps' | 'distance' | 'duration' | 'weight'
  /** Oldest first. */
  readonly points: readonly Point[]
}

const tick = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 }

/** The progress of an exercise over time; the history table below has the numbers. */
export function ExerciseChart({ measure, points }: ExerciseChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, distanceUnit } = usePreferences()
  const data = points.map(({ on, value }) => ({ name: format.shortDay(on), value }))
  return (
    <Paper className="fvSurface">
      <Text size="sm" c="dimmed" mb="sm">
        {t(`exerciseHistory.chart.${measure}`, { unit, distanceUnit })}
      </Text>
      <div className="fvChart">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--fv-line)" />
            <XAxis
              dataKey="name"
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
  readonly payload?: readonly { readonly payload?: { name: string; value: number } }[]
}

function PointTooltip({ active, payload }: PointTooltipProps) {
  const format = useFormat()
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="fvTooltip">
      <span>{point.name}</span>
      <strong>{format.number(point.value, 2)}</strong>
    </div>
  )
}
