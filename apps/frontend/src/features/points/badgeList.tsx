import type { badgesApi } from '@fitvibe/contract'
import { Anchor, Button, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { Icon } from '../../components/icon.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useBadges } from './pointsQueries.ts'

/** All badges: the earned ones with the reason, the others with the progress. */
export function BadgeList() {
  const { t } = useTranslation()
  const badges = useBadges()
  if (badges.isPending) return <CardSkeletons count={6} />
  if (badges.isLoadingError) {
    return <ErrorNote error={badges.error} onRetry={() => void badges.refetch()} />
  }
  const { items } = badges.data
  const earned = items.filter(({ earnedAt }) => earnedAt !== null)
  const open = items.filter(({ earnedAt }) => earnedAt === null)
  return (
    <Stack gap="lg">
      <section>
        <Title order={2} size="h4" mb="sm">
          {t('badges.earned')}
        </Title>
        {earned.length > 0 ? (
          <Badges badges={earned} />
        ) : (
          <EmptyState
            icon="medal"
            title={t('badges.none')}
            hint={t('badges.noneHint')}
            action={
              <Button component={Link} to="/sessions/new" mt="xs">
                {t('session.plan')}
              </Button>
            }
          />
        )}
      </section>
      {open.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="sm">
            {t('badges.open')}
          </Title>
          <Badges badges={open} />
        </section>
      )}
      <Text size="sm" c="dimmed">
        {t('badges.count', { earned: earned.length, all: items.length })}
      </Text>
    </Stack>
  )
}

function Badges({ badges }: { readonly badges: readonly badgesApi.Badge[] }) {
  return (
    <ul className="fvPlainList fvBadges">
      {badges.map((badge) => (
        <BadgeItem key={badge.code} badge={badge} />
      ))}
    </ul>
  )
}

function BadgeItem({ badge }: { readonly badge: badgesApi.Badge }) {
  const { t } = useTranslation()
  const { name, description, explanation, session, progress, earnedAt } = badge
  return (
    <li className="fvSurface fvBadge" data-earned={earnedAt !== null}>
      <span className="fvBadgeIcon">
        <Icon name={earnedAt === null ? 'lock' : 'medal'} size={24} />
      </span>
      <div className="fvBadgeMain">
        <Text fw={650}>{name}</Text>
        <Text size="sm">{description}</Text>
        {explanation && (
          <Text size="sm" c="dimmed">
            {explanation}
          </Text>
        )}
        {session && (
          <Anchor component={Link} to={`/sessions/${session.id}`} size="sm" className="fvTap">
            {t('badges.toSession', { title: session.title })}
          </Anchor>
        )}
        {progress && (
          <>
            <progress
              className="fvProgress"
              value={progress.value}
              max={progress.target}
              aria-label={progress.text}
            />
            <Text size="sm" c="dimmed">
              {progress.text}
            </Text>
          </>
        )}
      </div>
    </li>
  )
}
