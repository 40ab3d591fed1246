import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { useMe } from '../../lib/me.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { usePeople, useRemoveFollowers } from './peopleQueries.ts'

/**
 * Offers to remove all followers of a private profile: those that it had while it was public never
 * had to be accepted. Renders nothing without followers.
 */
export function RemoveFollowers() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const followers = usePeople('followers')
  const remove = useRemoveFollowers()
  const [isAsking, setIsAsking] = useState(false)
  const hasFollowers = followers.data?.pages.some(({ items }) => items.length > 0) ?? false
  if (me?.visibility !== 'private' || !hasFollowers) return null
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Text size="sm">{t('people.keptFollowers')}</Text>
        <Group>
          <Button variant="default" onClick={() => setIsAsking(true)}>
            {t('people.removeAll')}
          </Button>
        </Group>
      </Stack>
      <Confirm
        isOpen={isAsking}
        title={t('people.removeAll')}
        text={t('people.removeAllText')}
        action={t('people.removeAll')}
        isBusy={remove.isPending}
        onClose={() => setIsAsking(false)}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => toastSuccess(t('people.removedAll')),
            onSettled: () => setIsAsking(false),
          })
        }
      />
    </Paper>
  )
}
