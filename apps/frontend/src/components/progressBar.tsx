import { Stack, Text } from '@mantine/core'

interface ProgressBarProps {
  readonly label: string
  /** 0 to 1; null if unknown. */
  readonly share: number | null
  readonly hint?: string
}

/** The progress of something that runs, with a label that a screen reader announces. */
export function ProgressBar({ label, share, hint }: ProgressBarProps) {
  return (
    <Stack gap={6} role="status">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <progress
        className="fvProgress"
        aria-label={label}
        {...(share !== null && { value: share, max: 1 })}
      />
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  )
}
