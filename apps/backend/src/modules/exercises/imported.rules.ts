interface Named {
  readonly names: readonly string[]
  readonly equipment: string | null
}

/** What a name may leave unsaid, beside the equipment: the usual grip. */
const UNSAID = ['medium', 'grip']

/** Lower-case words, the plural's s off: `Leg Extensions (Machine)` is leg, extension, machine. */
const wordsOf = (name: string) =>
  (name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map((word) => word.replace(/(?<=[^s])s$/, ''))

/**
 * Whether a candidate is the exercise that was meant beyond doubt: neither name has a word the
 * other lacks, but for the equipment and the usual grip. A variant is another exercise.
 */
export function isSame(wanted: string, { names, equipment }: Named): boolean {
  const unsaid = [...wordsOf((equipment ?? '').replaceAll('_', ' ')), ...UNSAID]
  const asked = wordsOf(wanted)
  return names.some((name) => {
    const own = wordsOf(name)
    return (
      asked.length > 0 &&
      asked.every((word) => own.includes(word) || unsaid.includes(word)) &&
      own.every((word) => asked.includes(word) || unsaid.includes(word))
    )
  })
}
