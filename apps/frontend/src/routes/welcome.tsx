import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { LegalLinks } from '../features/privacy/legalLinks.tsx'

const reasons = [
  ['plan', 'calendar'],
  ['compare', 'check'],
  ['progress', 'chart'],
] as const

/** The front page for visitors who are not logged in. */
export function Welcome() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = 'FitVibe'
  }, [])
  return (
    <div className="fvWelcome">
      <Title order={1}>{t('welcome.title')}</Title>
      <Text size="lg" c="dimmed" mt="sm" mb="xl">
        {t('welcome.lead')}
      </Text>
      <Group gap="sm">
        <Button component={Link} to="/register" size="md">
          {t('auth.createAccount')}
        </Button>
        <Button component={Link} to="/feed" variant="default">
          {t('welcome.look')}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mt={48} spacing="sm">
        {reasons.map(([reason, icon]) => (
          <div key={reason} className="fvSurface fvReason">
            <span className="fvEmptyIcon">
              <Icon name={icon} size={26} />
            </span>
            <div>
              <Title order={2} size="h4">
                {t(`welcome.${reason}`)}
              </Title>
              <Text c="dimmed" mt={4}>
                {t(`welcome.${reason}Text`)}
              </Text>
            </div>
          </div>
        ))}
      </SimpleGrid>
      <Group mt="xl">
        <LegalLinks />
      </Group>
    </div>
  )
}
