/**
 * Kinds of rows. Their ids are computed from the kind, user, session and exercise, and are valid
 * UUIDs of version 7. As with real ids, those of a user are neighbours in an index.
 */
export type Kind =
  | 'user'
  | 'contact'
  | 'state'
  | 'session'
  | 'exercise'
  | 'points'
  | 'login'
  | 'weighing'

const KINDS: readonly Kind[] = [
  'user',
  'contact',
  'state',
  'session',
  'exercise',
  'points',
  'login',
  'weighing',
]

const PATTERN = /0190000\d-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-00000000beef/g

export function idOf(kind: Kind, user: number, session = 0, exercise = 0): string {
  const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
  const start = `0190000${KINDS.indexOf(kind)}-${hex(user, 4)}`
  return `${start}-7${hex(session, 3)}-8${hex(exercise, 3)}-00000000beef`
}

/** Returns the user and session that a computed id belongs to. */
function parseId(id: string): { user: number; session: number } {
  return { user: parseInt(id.slice(9, 13), 16), session: parseInt(id.slice(15, 18), 16) }
}

/** Replaces the ids of a user's session in `text` with those of another user's session. */
export function moveIds(text: string, from: string, to: string): string {
  const source = parseId(from)
  return text.replace(PATTERN, (id) => {
    const parsed = parseId(id)
    if (parsed.user !== source.user) return id
    const session = parsed.session === source.session ? to.slice(14, 18) : id.slice(14, 18)
    return `${id.slice(0, 9)}${to.slice(9, 13)}-${session}${id.slice(18)}`
  })
}
