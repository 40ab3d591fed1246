/**
 * Ids that can be computed: of what kind, of which user, session and exercise. They are valid
 * version 7 UUIDs, so nothing tells them from real ones, and a user's lie together as theirs do.
 */
export type Kind = 'user' | 'contact' | 'state' | 'session' | 'exercise' | 'points' | 'login'

const KINDS: readonly Kind[] = [
  'user',
  'contact',
  'state',
  'session',
  'exercise',
  'points',
  'login',
]

const PATTERN = /0190000\d-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-00000000beef/g

export function idOf(kind: Kind, user: number, session = 0, exercise = 0): string {
  const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
  const start = `0190000${KINDS.indexOf(kind)}-${hex(user, 4)}`
  return `${start}-7${hex(session, 3)}-8${hex(exercise, 3)}-00000000beef`
}

/** Which user and session an id of ours belongs to. */
function placeOf(id: string): { user: number; session: number } {
  return { user: parseInt(id.slice(9, 13), 16), session: parseInt(id.slice(15, 18), 16) }
}

/** Moves every id in `text` from one user's session to another's. */
export function moveIds(text: string, from: string, to: string): string {
  const source = placeOf(from)
  return text.replace(PATTERN, (id) => {
    const place = placeOf(id)
    if (place.user !== source.user) return id
    const session = place.session === source.session ? to.slice(14, 18) : id.slice(14, 18)
    return `${id.slice(0, 9)}${to.slice(9, 13)}-${session}${id.slice(18)}`
  })
}
