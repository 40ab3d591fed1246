import type { Language } from '@fitvibe/contract'
import type { z } from 'zod'

import { isMessageKey, translate, type MessageKey } from '../config/i18n.ts'
import { AppError, type ErrorDetail } from '../errors.ts'

type Issue = z.core.$ZodIssue
type Params = Record<string, string | number>

/** A request that its schema rejects; the details list each field in the user's language. */
export class InvalidRequest extends AppError {
  readonly issues: readonly Issue[]

  constructor(part: string, error: z.ZodError) {
    super('VALIDATION_ERROR', 'errors.validation')
    this.issues = error.issues
      .flatMap(unfold)
      .map((issue) => ({ ...issue, path: [part, ...issue.path] }))
  }

  detailsIn(lang: Language): ErrorDetail[] {
    return this.issues.map((issue) => {
      const [key, params] = describe(issue)
      return { path: issue.path.map(String).join('.'), message: translate(lang, key, params) }
    })
  }
}

/** Replaces a union's issue by those of the branch that matched deepest: the one the client meant. */
function unfold(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const depth = (branch: readonly Issue[]) => Math.max(...branch.map((inner) => inner.path.length))
  const closest =
    issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? []
  return closest.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** Chooses the message by zod's issue code, not by its English text, so it can be translated. */
function describe(issue: Issue): [MessageKey, Params] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? ['issues.required', {}]
        : ['issues.type', { expected: issue.expected }]
    case 'too_small':
      return [sized(issue.origin, 'small'), { minimum: Number(issue.minimum) }]
    case 'too_big':
      return [sized(issue.origin, 'big'), { maximum: Number(issue.maximum) }]
    case 'invalid_value':
      return ['issues.choice', { values: issue.values.join(', ') }]
    case 'not_multiple_of':
      return ['issues.step', { divisor: issue.divisor }]
    case 'unrecognized_keys':
      return ['issues.unknown', { keys: issue.keys.join(', ') }]
    default:
      return ownMessage(issue)
  }
}

/** Our own formats and refinements carry a message key. */
function ownMessage(issue: Issue): [MessageKey, Params] {
  const key = `issues.${issue.message}`
  if (isMessageKey(key)) return [key, {}]
  if (issue.code === 'invalid_format') return ['issues.format', { format: issue.format }]
  return ['issues.other', {}]
}

function sized(origin: string, direction: 'small' | 'big'): MessageKey {
  if (origin === 'string') return direction === 'small' ? 'issues.tooShort' : 'issues.tooLong'
  if (origin === 'array') return direction === 'small' ? 'issues.tooFew' : 'issues.tooMany'
  return direction === 'small' ? 'issues.tooSmall' : 'issues.tooBig'
}
