import { Button, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { StreakCard } from '../features/progress/streakCard.tsx'
import { SummaryTiles } from '../features/progress/summaryTiles.tsx'
import { OpenSessions } from '../features/sessions/openSessions.tsx'
import { usePreferences } from '../lib/me.ts'
import { useFormat } from '../lib/useFormat.ts'
import { weekOf } from '../lib/zones.ts'

export function Dashboard({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { weekStart } = usePreferences()
  return (
    <Page
      title={t('dashboard.hello', { name })}
      subtitle={format.date(new Date().toISOString())}
      actions={
        <>
          <Button component={Link} to="/sessions/new" leftSection={<Icon name="plus" />}>
            {t('session.plan')}
          </Button>
          <Button component={Link} to="/sessions/log" variant="default">
            {t('session.logPast')}
          </Button>
        </>
      }
    >
      <div className="fvColumns">
        <OpenSessions />
        <section>
          <Title order={2} size="h4" mb="sm">
            {t('streak.title')}
          </Title>
          <StreakCard />
          <Title order={2} size="h4" mt="lg" mb="sm">
            {t('dashboard.week')}
          </Title>
          <SummaryTiles query={{ from: weekOf(format.today(), weekStart) }} isShort />
        </section>
      </div>
    </Page>
  )
}
