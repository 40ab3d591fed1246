import type { enPeople } from './enPeople.ts'
import type { SameKeys } from './sameKeys.ts'

/** Andere finden, ihnen folgen, sie blockieren und melden. */
export const dePeople: SameKeys<typeof enPeople> = {
  people: {
    chain: {
      source: 'von {{name}}',
      origin: 'ursprünglich von {{name}}',
      through_one: 'über {{count}} weitere Person ursprünglich von {{name}}',
      through_other: 'über {{count}} weitere Personen ursprünglich von {{name}}',
    },
  },
}
