/** Other people: finding, following, blocking and reporting them, in English. */
export const enPeople = {
  people: {
    chain: {
      source: 'from {{name}}',
      origin: 'who had it from {{name}}',
      through_one: 'who had it, by way of {{count}} other, from {{name}}',
      through_other: 'who had it, by way of {{count}} others, from {{name}}',
    },
  },
}
