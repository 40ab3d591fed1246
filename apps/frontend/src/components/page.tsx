import { Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

let isFirstPage = true

interface PageProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Set for pages that hold a single form. */
  readonly narrow?: boolean
}

/** The frame of a page: sets the document title and, after navigation, focuses the heading. */
export function Page({ title, subtitle, actions, children, narrow }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} · FitVibe`
  }, [title])

  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])

  return (
    <div className={narrow ? 'fvPage fvPageNarrow' : 'fvPage'}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
        <div className="fvPageTitle">
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {subtitle && (
            <Text component="div" c="dimmed" mt={2}>
              {subtitle}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" className="fvPageActions">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </div>
  )
}
