import type { Attribution as Chain } from '@fitvibe/contract'
import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

interface AttributionProps {
  readonly attribution: Chain | null
  /** Renders text instead of links, inside a card that is a link itself. */
  readonly isPlain?: boolean
}

/** Credits the athlete a session was cloned from, and the author of the original. */
export function Attribution({ attribution, isPlain = false }: AttributionProps) {
  const { t } = useTranslation()
  if (!attribution) return null
  const { origin, between } = attribution
  const first = origin && {
    sessionId: origin.sessionId,
    text:
      between > 0
        ? t('people.chain.through', { name: origin.name, count: between })
        : t('people.chain.origin', { name: origin.name }),
  }
  const last = {
    sessionId: attribution.sessionId,
    text: t('people.chain.source', { name: attribution.name }),
  }
  return (
    <Text component="span" size="sm" c="dimmed">
      {[last, ...(first ? [first] : [])].map(({ sessionId, text }, index) => (
        <span key={text}>
          {index > 0 && ', '}
          {sessionId === null || isPlain ? (
            text
          ) : (
            <Anchor component={Link} to={`/feed/${sessionId}`} size="sm" className="fvTap">
              {text}
            </Anchor>
          )}
        </span>
      ))}
    </Text>
  )
}
