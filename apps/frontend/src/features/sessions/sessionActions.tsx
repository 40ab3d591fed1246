import type { sessionsApi } from '@fitvibe/contract'
import { Anchor, Button, Paper, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useUpdateSession } from './sessionQueries.ts'

interface SessionActionsProps {
  readonly session: sessionsApi.Session
  readonly isBusy: boolean
  readonly onDoneAsPlanned: () => void
}

/** The next step for a planned session. */
export function SessionActions({ session, isBusy, onDoneAsPlanned }: SessionActionsProps) {
  const { t } = useTranslation()
  const isUnderWay = session.startedAt !== null
  const hasPlan = session.exercises.some(({ planned }) => planned.length > 0)
  if (session.status !== 'planned') return null
  return (
    <Stack gap="xs">
      <Button component={Link} to={`/sessions/${session.id}/do`} fullWidth>
        {t(isUnderWay ? 'live.goOn' : 'session.start')}
      </Button>
      {hasPlan && !isUnderWay && (
        <Button
          variant="light"
          fullWidth
          leftSection={<Icon name="check" />}
          loading={isBusy}
          onClick={onDoneAsPlanned}
        >
          {t('session.doneAsPlanned')}
        </Button>
      )}
    </Stack>
  )
}

/** Whether everybody sees it in the feed. */
export function PublishSwitch({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const update = useUpdateSession(session.id)
  const isPublic = (update.variables?.visibility ?? session.visibility) === 'public'
  const publish = (visibility: 'public' | 'private') =>
    update.mutate(
      { visibility },
      { onSuccess: () => toastSuccess(t(`session.now.${visibility}`)), onError: update.reset },
    )
  return (
    <Paper className="fvSurface">
      <Switch
        label={t('session.public')}
        description={
          session.status === 'completed' ? t('session.publicHint') : t('session.publicLaterHint')
        }
        checked={isPublic}
        disabled={update.isPending}
        onChange={(event) => publish(event.currentTarget.checked ? 'public' : 'private')}
      />
      {isPublic && session.status === 'completed' && (
        <Anchor component={Link} to={`/feed/${session.id}`} size="sm" className="fvTap">
          {t('session.seeShared')}
        </Anchor>
      )}
    </Paper>
  )
}
