import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

interface AttributionProps {
  readonly attribution: { readonly sessionId: string; readonly name: string } | null
}

/** Credit to whoever a session was cloned from. */
export function Attribution({ attribution }: AttributionProps) {
  const { t } = useTranslation()
  if (!attribution) return null
  return (
    <Anchor component={Link} to={`/feed/${attribution.sessionId}`} size="sm" className="fvTap">
      {t('session.from', { name: attribution.name })}
    </Anchor>
  )
}
