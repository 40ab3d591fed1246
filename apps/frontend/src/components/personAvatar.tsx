import { Avatar, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

interface PersonAvatarProps {
  readonly person: {
    readonly username: string
    readonly alias: string | null
    readonly avatarUrl?: string | null
  }
  readonly detail?: ReactNode
  /** Links the name to the person's profile. */
  readonly isLink?: boolean
}

/** The first two letters, counted as readers do: an emoji is one. */
export function initialsOf(name: string): string {
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment)
  return letters.slice(0, 2).join('').toUpperCase()
}

/** The small picture, sharp up to 48 pixels on dense screens; null without one. */
export const smallPicture = (avatarUrl: string | null | undefined): string | null =>
  avatarUrl ? `${avatarUrl}?size=small` : null

/** A person's picture or initials and name, with a line of detail. */
export function PersonAvatar({ person, detail, isLink = false }: PersonAvatarProps) {
  const name = person.alias ?? person.username
  return (
    <Group gap="sm" wrap="nowrap" className="fvFace">
      <Avatar radius="xl" color="pine" src={smallPicture(person.avatarUrl)} alt="" aria-hidden>
        {initialsOf(name)}
      </Avatar>
      <div className="fvFaceText">
        {isLink ? (
          <Link to={`/people/${person.username}`} className="fvFaceName">
            {name}
          </Link>
        ) : (
          <Text component="span" fw={600} display="block">
            {name}
          </Text>
        )}
        {detail && (
          <Text component="span" size="sm" c="dimmed" display="block">
            {detail}
          </Text>
        )}
      </div>
    </Group>
  )
}
