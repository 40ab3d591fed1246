interface Named {
  readonly names: readonly string[]
  readonly equipment: string | null
}

/** Words that a name may leave out, besides its equipment: the usual grip. */
const OPTIONAL_WORDS = ['medium', 'grip']

/** Returns words in lower case and singular: `Leg Extensions (Machine)` is leg, extension, machine. */
const wordsOf = (name: string) =>
  (name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map((word) => word.replace(/(?<=[^s])s$/, ''))

/**
 * Whether a candidate is the wanted exercise without doubt: both names have the same words, except
 * for the equipment and the usual grip. A variant is another exercise.
 */
export function isSame(wanted: string, { names, equipment }: Named): boolean {
  const optional = [...wordsOf((equipment ?? '').replaceAll('_', ' ')), ...OPTIONAL_WORDS]
  const wantedWords = wordsOf(wanted)
  return names.some((name) => {
    const words = wordsOf(name)
    return (
      wantedWords.length > 0 &&
      wantedWords.every((word) => words.includes(word) || optional.includes(word)) &&
      words.every((word) => wantedWords.includes(word) || optional.includes(word))
    )
  })
}
