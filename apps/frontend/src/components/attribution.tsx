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
  // The names of deleted and suspended accounts are hidden.
  const nameOf = ({
    name,
    isDeleted,
  }: {
    readonly name: string | null
    readonly isDeleted?: true | undefined
  }) => name ?? t(isDeleted ? 'people.chain.deleted' : 'people.chain.hidden')
  const first = origin && {
    sessionId: origin.sessionId,
    text:
      between > 0
        ? t('people.chain.through', { name: nameOf(origin), count: between })
        : t('people.chain.origin', { name: nameOf(origin) }),
  }
  const last = {
    sessionId: attribution.sessionId,
    text: t('people.chain.source', { name: nameOf(attribution) }),
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
