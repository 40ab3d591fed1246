import type { peopleApi } from '@fitvibe/contract'
import { Group } from '@mantine/core'
import type { ReactNode } from 'react'

import { PersonAvatar } from '../../components/personAvatar.tsx'

interface PersonLineProps {
  readonly person: Pick<peopleApi.Person, 'username' | 'alias'> &
    Partial<Pick<peopleApi.Person, 'avatarUrl'>>
  readonly children: ReactNode
}

/** A person in a list, with actions. */
export function PersonLine({ person, children }: PersonLineProps) {
  return (
    <div className="fvSurface fvPersonLine">
      <PersonAvatar person={person} detail={person.alias && `@${person.username}`} isLink />
      <Group gap="xs">{children}</Group>
    </div>
  )
}
