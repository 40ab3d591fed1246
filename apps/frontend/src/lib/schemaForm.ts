import type { Endpoint } from '@fitvibe/contract'

import { i18n } from './i18n.ts'

type Schema = NonNullable<Endpoint['body']>

type Texts<Values> = Readonly<Partial<Record<keyof Values, string>>>

export interface Range {
  readonly min: number
  readonly max: number
}

interface ResolverOptions<Values> {
  /** Builds the request body from the form's values; without it, the values are the body. */
  readonly bodyOf?: (values: Values) => unknown
  /** Texts for fields that break a rule. */
  readonly invalid?: Texts<Values>
  /** Texts for fields left empty, where `invalid` does not fit; "Required" by default. */
  readonly missing?: Texts<Values>
}

/**
 * Validates a form of @mantine/form with the contract's schema of the request body. Issues without
 * a text of the app, and those of nested fields, pass: the server explains them in its answer.
 */
export function schemaResolver<Values extends object>(
  schema: Schema,
  { bodyOf = (values) => values, invalid, missing }: ResolverOptions<Values> = {},
) {
  return (values: Values): Record<string, string> => {
    const errors: Record<string, string> = {}
    const body = bodyOf(values) as Readonly<Record<string, unknown>>
    for (const issue of schema.safeParse(body).error?.issues ?? []) {
      const field = String(issue.path[0]) as keyof Values & string
      if (issue.path.length !== 1 || !(field in values)) continue
      const text = isEmpty(body[field])
        ? (missing?.[field] ?? invalid?.[field] ?? i18n.t('common.required'))
        : invalid?.[field]
      if (text !== undefined) errors[field] ??= text
    }
    return errors
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'string'
    ? value.trim() === ''
    : Array.isArray(value) && value.length === 0
}

/** The `maxLength` of an input for a text of the contract. */
export function maxLengthOf(schema: Schema): number {
  const { maxLength } = unwrapped(schema) as { maxLength?: number | null }
  return maxLength ?? Infinity
}

/** The smallest and largest number a schema of the contract accepts. */
export function rangeOf(schema: Schema): Range {
  const { minValue, maxValue } = unwrapped(schema) as {
    minValue?: number | null
    maxValue?: number | null
  }
  return { min: minValue ?? -Infinity, max: maxValue ?? Infinity }
}

/** The schema inside `optional`, `nullable` and `default`. */
function unwrapped(schema: Schema): Schema {
  return 'unwrap' in schema ? unwrapped((schema as { unwrap(): Schema }).unwrap()) : schema
}
