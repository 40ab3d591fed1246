import type { feedApi } from '@fitvibe/contract'
import { Avatar, Group, Text } from '@mantine/core'

import { useFormat } from '../../lib/useFormat.ts'

/** Who trained, and when. */
export function Author({
  item,
}: {
  readonly item: Pick<feedApi.FeedItem, 'author' | 'completedAt'>
}) {
  const format = useFormat()
  const name = item.author.alias ?? item.author.username
  return (
    <Group gap="sm" wrap="nowrap">
      <Avatar radius="xl" color="pine" aria-hidden>
        {name.slice(0, 2).toUpperCase()}
      </Avatar>
      <div>
        <Text component="span" fw={600} display="block">
          {name}
        </Text>
        <Text component="span" size="sm" c="dimmed" display="block">
          {format.dateTime(item.completedAt)}
        </Text>
      </div>
    </Group>
  )
}
