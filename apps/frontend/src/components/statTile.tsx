import { Paper, Skeleton, Text } from '@mantine/core'

interface StatTileProps {
  readonly label: string
  /** Undefined while loading. */
  readonly value: string | undefined
  readonly hint?: string
}

export function StatTile({ label, value, hint }: StatTileProps) {
  return (
    <Paper className="fvSurface fvStat">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {value === undefined ? (
        <Skeleton height={20} width="60%" my={8} />
      ) : (
        <Text className="fvStatValue">{value}</Text>
      )}
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  )
}
