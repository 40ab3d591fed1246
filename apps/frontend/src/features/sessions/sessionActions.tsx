import { type sessionsApi, SessionVisibility } from '@fitvibe/contract'
import { Alert, Anchor, Button, Paper, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMe } from '../../lib/me.ts'
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
  const isInProgress = session.startedAt !== null
  const hasPlan = session.exercises.some(({ planned }) => planned.length > 0)
  if (session.status !== 'planned') return null
  return (
    <Stack gap="xs">
      <Button component={Link} to={`/sessions/${session.id}/do`} fullWidth>
        {t(isInProgress ? 'live.goOn' : 'session.start')}
      </Button>
      {hasPlan && !isInProgress && (
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

/** Chooses who sees the session in the feed, and whether they read its notes. */
export function VisibilityChoice({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const update = useUpdateSession(session.id)
  const { data: me } = useMe()
  const visibility = update.variables?.visibility ?? session.visibility
  const sharesNotes = update.variables?.sharesNotes ?? session.sharesNotes
  const isOpenToAll = visibility === 'followers' && me?.visibility === 'public'
  const isDone = session.status === 'completed'
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Choice
          label={t('visibility.label')}
          {...(!isDone && { description: t('visibility.laterHint') })}
          options={SessionVisibility.options}
          labelOf={(option) => t(`visibility.options.${option}`)}
          value={visibility}
          disabled={update.isPending}
          onChange={(chosen) =>
            chosen &&
            update.mutate(
              { visibility: chosen },
              { onSuccess: () => toastSuccess(t(`session.now.${chosen}`)), onError: update.reset },
            )
          }
        />
        {isOpenToAll && (
          <Text size="sm" c="dimmed">
            {t('visibility.openToAll')}
          </Text>
        )}
        {visibility !== 'private' && (
          <Switch
            label={t('visibility.notes')}
            description={t('visibility.notesHint')}
            checked={sharesNotes}
            disabled={update.isPending}
            onChange={(event) =>
              update.mutate(
                { sharesNotes: event.currentTarget.checked },
                {
                  onSuccess: () => toastSuccess(t('visibility.notesSaved')),
                  onError: update.reset,
                },
              )
            }
          />
        )}
        {session.hiddenReason !== null && (
          <Alert color="red" variant="light" title={t('visibility.hiddenTitle')}>
            <Text size="sm" c="var(--mantine-color-text)">
              {t('visibility.hiddenText', { reason: session.hiddenReason })}
            </Text>
          </Alert>
        )}
        {session.clones > 0 && (
          <Text size="sm" c="dimmed">
            {t('people.clones', { count: session.clones })}
          </Text>
        )}
        {visibility !== 'private' && isDone && session.hiddenReason === null && (
          <Anchor component={Link} to={`/feed/${session.id}`} size="sm" className="fvTap">
            {t('session.seeShared')}
          </Anchor>
        )}
      </Stack>
    </Paper>
  )
}
