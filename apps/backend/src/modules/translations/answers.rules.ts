import type { Language } from '@fitvibe/contract'
import { isVisible } from '@fitvibe/training/visibleText'

import { toTemplate, type Redacted, type Template } from './redaction.rules.ts'

/** The translation of a text; without a template, readers get the original. */
export interface Outcome {
  readonly language: string | null
  readonly template: Template | null
}

type NamesOf = (exercise: string) => Readonly<Record<Language, string>>

/** Signs that turn the direction of writing, which an answer could hide text with. */
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]+/g
const CONTROLS = /[^\P{Cc}\n\t]+/gu

/** Returns an answer as the API accepts texts: without control characters, on one line if the source is. */
function cleaned(answer: string, source: string): string {
  const text = answer.toWellFormed().replaceAll(DIRECTIONS, '').replaceAll(CONTROLS, ' ').trim()
  return source.includes('\n') ? text : text.replaceAll(/\s+/g, ' ')
}

/** Decides what readers get for a text that a provider has answered. Undefined for an answer of no use. */
export function outcomeOf(
  answer: { readonly text: string; readonly language: string | null },
  { source, redacted, target }: { source: string; redacted: Redacted; target: Language },
  namesOf: NamesOf,
): Outcome | undefined {
  const { language } = answer
  if (language === target) return { language, template: null }
  const text = cleaned(answer.text, source)
  if (!isVisible(text)) return undefined
  const template = toTemplate(text, redacted, (exercise) => namesOf(exercise)[target])
  return template && { language, template }
}

/** Decides it for a text that needs no translator: it has nothing except names of exercises. */
export function outcomeWithout(
  { source, redacted, target }: { source: string; redacted: Redacted; target: Language },
  namesOf: NamesOf,
): Outcome {
  const [slot] = redacted.slots.filter(({ exercise }) => exercise !== undefined)
  if (slot?.exercise === undefined) return { language: null, template: null }
  const written = source.slice(slot.start, slot.end).toLowerCase()
  const names = Object.entries(namesOf(slot.exercise))
  const languages = names.filter(([, name]) => name.toLowerCase() === written).map(([lang]) => lang)
  const language = languages.includes(target) ? target : (languages[0] ?? null)
  // An alias may be in the reader's language, and say more than the name: "Hill sprints" are sprints.
  if (language === null || language === target) return { language, template: null }
  const template = toTemplate(redacted.text, redacted, (exercise) => namesOf(exercise)[target])
  return { language, template: template ?? null }
}
