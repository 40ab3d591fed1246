import { Anchor, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** Links to the terms and the privacy notice. */
export function LegalLinks() {
  const { t } = useTranslation()
  return (
    <Group gap="md">
      <Anchor component={Link} to="/terms" size="sm" className="fvTap">
        {t('legal.terms')}
      </Anchor>
      <Anchor component={Link} to="/privacy" size="sm" className="fvTap">
        {t('legal.privacy')}
      </Anchor>
    </Group>
  )
}
