import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { Icon, type IconName } from './icon.tsx'

interface EmptyStateProps {
  readonly icon: IconName
  readonly title: string
  readonly hint: string
  readonly action?: ReactNode
}

/** Replaces an empty list: says that it is empty and suggests the next step. */
export function EmptyState({ icon, title, hint, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" className="fvEmpty">
      <span className="fvEmptyIcon">
        <Icon name={icon} size={28} />
      </span>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw={360}>
        {hint}
      </Text>
      {action}
    </Stack>
  )
}
