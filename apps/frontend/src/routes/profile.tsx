import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { AccountSecurity } from '../features/auth/accountSecurity.tsx'
import { LoginList } from '../features/auth/loginList.tsx'
import { CalendarPanel } from '../features/calendar/calendarPanel.tsx'
import { TranslationsCard } from '../features/feed/translationsCard.tsx'
import { HistoryCard } from '../features/history/historyCard.tsx'
import { MailSettings } from '../features/mails/mailSettings.tsx'
import { BlockedList } from '../features/people/blockedList.tsx'
import { RemoveFollowers } from '../features/people/removeFollowers.tsx'
import { PrivacyLink } from '../features/privacy/privacyLink.tsx'
import { ProfileForm } from '../features/profile/profileForm.tsx'
import { OwnReports } from '../features/reports/ownReports.tsx'
import { useMe } from '../lib/me.ts'

export function ProfileRoute() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  return (
    <Page title={t('nav.profile')} subtitle={me && `${me.username} · ${me.email}`}>
      {me && (
        <Stack gap="md">
          <ProfileForm key={me.preferredLang} me={me} />
          <RemoveFollowers />
          <MailSettings />
          <CalendarPanel />
          <HistoryCard />
          <TranslationsCard />
          <AccountSecurity />
          <BlockedList />
          <OwnReports />
          <LoginList />
          <PrivacyLink />
        </Stack>
      )}
    </Page>
  )
}
