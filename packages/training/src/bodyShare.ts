import { metricRules, type Measure, type Metric } from './metrics.ts'

/** Pull-ups and dips lift the whole body, as in the load-velocity profiles of Sánchez-Moreno et al. */
const WHOLE_BODY = 1
/** Ground reaction force by hand and foot position: Ebben et al., J Strength Cond Res 25:2891, 2011. */
const PUSH_UP = 0.64
const PUSH_UP_ON_KNEES = 0.49
const PUSH_UP_WITH_HANDS_UP = 0.55
const PUSH_UP_WITH_FEET_UP = 0.7

const PULL_UPS =
  /\b(?:pull ?ups?|chin ?ups?|sternum chins?|side to side chins?|muscle ?ups?)\b|klimmzu/
const DIPS = /\b(?:barren|ring|chest|triceps|trizeps)?dips?\b/
const PUSH_UPS = /\bpush ?ups?\b|liegestutz/
const ON_KNEES = /\b(?:knee|knie)/
const FEET_UP = /\b(?:decline|negativ|feet|fuss)/
const HANDS_UP = /\b(?:incline|hands elevated|schrag|erhoh)/

/** Other movements with the same words: shrugs, jumps, one-armed, steep and unsteady ones. */
const OTHERS =
  /\b(?:scapular|skapula|crunch|stretch|jumps?|depth|clap|plyo|handstand|pike|wall|wand|suspended|trx|hip|side dip)/
const OTHER_DIPS = /\b(?:bench|bank|seated|sitzend|jerk|squat)/
const ONE_ARMED = /\b(?:one arm|single arm|1 arm|einarm)/

/** A machine with a stack is no body weight, unless it helps with it. */
const MACHINE = /\b(?:machine|maschine|lever|hebel)/
const ASSISTED = /\b(?:assist|asist)|unterstutz|gegengewicht/

/** Longest name of an exercise. */
const MAX_NAME = 128

/**
 * Returns the share of the body weight that a repetition moves, by the words of the exercise's name in
 * English or German; null if none is known. Sources: docs/formulas.md.
 */
export function bodyShareOf(name: string): number | null {
  const words = fold(name)
  if (OTHERS.test(words) || (MACHINE.test(words) && !ASSISTED.test(words))) return null
  if (PULL_UPS.test(words)) return WHOLE_BODY
  if (PUSH_UPS.test(words)) return ONE_ARMED.test(words) ? null : shareOfPushUp(words)
  return DIPS.test(words) && !OTHER_DIPS.test(words) ? WHOLE_BODY : null
}

function shareOfPushUp(words: string): number {
  if (ON_KNEES.test(words)) return PUSH_UP_ON_KNEES
  if (FEET_UP.test(words)) return PUSH_UP_WITH_FEET_UP
  return HANDS_UP.test(words) ? PUSH_UP_WITH_HANDS_UP : PUSH_UP
}

/** Whether the name says that the load is help: apps write it without a sign, `Pull Up (Assisted)`. */
export const isAssisted = (name: string): boolean => ASSISTED.test(fold(name))

/** Folds case, accents and punctuation: `Klimmzüge (breit)` becomes `klimmzuge breit`. */
const fold = (name: string) =>
  name
    .slice(0, MAX_NAME)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * The counted part of a body weight, kg to the hundredth, of each repetition of an exercise; 0 if the
 * weight is unknown or the exercise does not move it.
 */
export const bodyKgOf = (name: string, weightKg: number | null): number =>
  Math.round((bodyShareOf(name) ?? 0) * (weightKg ?? 0) * 100) / 100

/**
 * The numbers of a set of an exercise. An exercise that moves the body weight also takes a load, which
 * is added weight or help.
 */
export function measuresOf({
  metric,
  name,
}: {
  readonly metric: Metric
  readonly name: string
}): readonly Measure[] {
  const { measures } = metricRules[metric]
  return metric === 'reps' && bodyShareOf(name) !== null ? ['load', ...measures] : measures
}
