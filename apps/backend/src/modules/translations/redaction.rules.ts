import { exercisesIn, type Lexicon } from './exerciseMentions.rules.ts'
import { flatten, inSource, type Range } from './flatText.rules.ts'
import { namesIn, type KnownNames } from './knownNames.rules.ts'
import { personalDataIn } from './personalData.rules.ts'
import { streetAddressesIn } from './streetAddresses.rules.ts'

/** A text as it may leave the server: ⟦1⟧, ⟦2⟧ … replace personal data and names of exercises. */
export interface Redacted {
  readonly text: string
  readonly slots: readonly Slot[]
}

/** The content of a placeholder, with its range in the source. */
interface Slot extends Range {
  /** Identifies an exercise of the library; undefined for personal data. */
  readonly exercise?: string | undefined
}

/** A translation as it is stored: its placeholders refer to ranges of the source. */
export interface Template {
  readonly text: string
  /** The start and the end of each placeholder, ⟦1⟧ first. */
  readonly slots: readonly number[]
}

/** An answer may be this many times as long as the text. */
const MAX_GROWTH = 4
const SPARE_LENGTH = 100

/** Replaces all that must not leave the server, and the exercises of the library, which need no translator. */
export function redact(
  source: string,
  { names, lexicon }: { readonly names: KnownNames; readonly lexicon: Lexicon },
): Redacted {
  const flat = flatten(source)
  const mentions = exercisesIn(flat.text, lexicon)
  const personal = [...personalDataIn(flat.text), ...streetAddressesIn(flat.text, mentions)]
  const exercises = mentions.filter((mention) => !personal.some((each) => overlaps(each, mention)))
  const people = namesIn(flat.text, names).filter(
    (name) => !exercises.some((exercise) => contains(exercise, name)),
  )
  const hidden = merged([...personal, ...people].map((range) => inSource(flat, range)))
  const slots: Slot[] = [
    ...hidden,
    ...exercises
      .map((exercise) => ({ ...inSource(flat, exercise), exercise: exercise.value }))
      .filter((exercise) => !hidden.some((each) => overlaps(each, exercise))),
  ].toSorted((a, b) => a.start - b.start)
  return { text: fill(source, slots), slots }
}

function fill(source: string, slots: readonly Slot[]): string {
  let text = ''
  let at = 0
  for (const [index, { start, end }] of slots.entries()) {
    text += `${source.slice(at, start)}⟦${index + 1}⟧`
    at = end
  }
  return text + source.slice(at)
}

/** Returns whether a translator can do anything for the text: it has words outside its placeholders. */
export const hasWords = ({ text }: Redacted): boolean =>
  /\p{L}{2}/u.test(text.replaceAll(PLACEHOLDER, ' '))

const PLACEHOLDER = /⟦(\d{1,4})⟧/g

/**
 * Turns the answer of a translator into a template, with the names of exercises as `nameOf` returns
 * them. Returns undefined unless the answer has each placeholder once, is not empty and not many times
 * longer than the text.
 */
export function toTemplate(
  answer: string,
  { text, slots }: Redacted,
  nameOf: (exercise: string) => string,
): Template | undefined {
  const found = [...answer.matchAll(PLACEHOLDER)].map(([, number]) => Number(number) - 1)
  const isComplete =
    found.length === slots.length &&
    new Set(found).size === slots.length &&
    found.every((index) => slots[index] !== undefined) &&
    !/[⟦⟧]/.test(answer.replaceAll(PLACEHOLDER, ''))
  if (!isComplete || answer.trim() === '') return undefined
  if (answer.length > MAX_GROWTH * text.length + SPARE_LENGTH) return undefined
  const hidden: number[] = []
  const filled = answer.replaceAll(PLACEHOLDER, (_, number: string) => {
    const slot = slots[Number(number) - 1]
    if (slot?.exercise !== undefined) return nameOf(slot.exercise)
    hidden.push(slot?.start ?? 0, slot?.end ?? 0)
    return `⟦${hidden.length / 2}⟧`
  })
  return { text: filled, slots: hidden }
}

/** Puts the personal data of the source back into its translation. */
export const restore = ({ text, slots }: Template, source: string): string =>
  text.replaceAll(PLACEHOLDER, (_, number: string) => {
    const at = 2 * (Number(number) - 1)
    return source.slice(slots[at], slots[at + 1])
  })

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end
const contains = (outer: Range, inner: Range): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** Joins ranges that overlap. */
function merged(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && range.start < last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else joined.push(range)
  }
  return joined
}
