import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { ProfileForm } from '../features/profile/profileForm.tsx'
import { useMe } from '../lib/me.ts'

export function ProfileRoute() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  return (
    <Page title={t('nav.profile')} subtitle={me && `${me.username} · ${me.email}`}>
      {me && <ProfileForm key={me.preferredLang} me={me} />}
    </Page>
  )
}
