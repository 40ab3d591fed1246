import { tidyName } from '@fitvibe/training/exerciseNames'
import { isVisible } from '@fitvibe/training/visibleText'
import { z } from 'zod'

export const Id = z
  .uuid()
  .describe('UUID')
  .meta({ example: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' })
export const idParams = z.strictObject({ id: Id })

const instant = z.iso.datetime({ offset: true })
/** Documented like `instant`, without matching the pattern: a long list has hundreds of instants. */
const answered = z
  .string()
  .meta({ format: 'date-time', pattern: z.core.regexes.datetime({ offset: true }).source })

/**
 * An instant in an answer, in UTC. A handler gives a `Date`, or the text that PostgreSQL writes for
 * a time within JSON.
 */
export const Timestamp = z
  .codec(z.union([z.date(), z.string()]), answered, {
    decode: toIsoString,
    encode: (time) => time,
  })
  .describe('Instant, ISO 8601')
  .meta({ example: '2026-11-23T17:00:00.000Z' })

/** An instant in a request, with any offset. A handler receives a `Date`. */
export const TimestampInput = z
  .codec(instant, z.date(), {
    decode: (text) => new Date(text),
    encode: (time) => time.toISOString(),
  })
  .describe('Instant, ISO 8601')
  .meta({ example: '2026-11-23T17:00:00.000Z' })

function toIsoString(time: Date | string, { issues }: { issues: unknown[] }): string {
  const date = new Date(time)
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  issues.push({ code: 'invalid_format', format: 'datetime', input: time })
  return ''
}

/** A calendar day, without a time zone. */
export const Day = z.iso.date().describe('Calendar day').meta({ example: '2026-11-23' })

export const Timezone = z
  .string()
  .max(64)
  .refine(isTimezone, { message: 'timezone' })
  .describe('IANA time zone')
  .meta({ example: 'Europe/Berlin' })

/**
 * Text on one line: trimmed, without control characters, `min`–`max` characters, at least one of them
 * visible unless the text is empty.
 */
export const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, { message: 'controlCharacters' })
    .refine((value) => value === '' || isVisible(value), { message: 'invisible' })

/** The name of an exercise: one spelling for the same characters, and single spaces. */
export const exerciseName = text(1, 128).overwrite(tidyName)

/** Text on several lines, such as notes: like `text`, with line breaks and tabs. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u, { message: 'controlCharacters' })

export const Username = text(3, 32)
  .regex(/^[A-Za-z0-9][\w.-]*$/, { message: 'username' })
  .describe('Public name: letters, digits, dot, hyphen, underscore; unique regardless of case')
  .meta({ example: 'ada' })

/** A quantity rounded to the hundredth, the precision of its column. */
export const hundredths = (min: number, max: number) =>
  z
    .number()
    .min(min)
    .max(max)
    .overwrite((value) => Math.round(value * 100) / 100)

const pageQuery = {
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .describe('Page, from 1')
    .meta({ example: 1 }),
  pageSize: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('Items on a page')
    .meta({ example: 20 }),
}

const Cursor = z
  .string()
  .max(1_000)
  .regex(/^[\w-]+$/)
  .optional()

const NextCursor = z
  .string()
  .nullable()
  .describe('Pass as `cursor` to get the next page; null on the last')

/**
 * A page by number, or by cursor. Rows that come and go move between numbered pages, so that a reader
 * of several pages skips or repeats some; a cursor goes on after the last row it has seen.
 */
export const pagedQuery = {
  ...pageQuery,
  cursor: Cursor.describe('`nextCursor` of the previous page; takes precedence over `page`'),
}

/** A page of a list with a total. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    page: z.int().min(1),
    pageSize: z.int().min(1).max(100),
    total: z.int().min(0).describe('Items on all pages'),
    nextCursor: NextCursor,
  })

/** A page of an endless list, read by cursor; `nextCursor` is null on the last page. */
export const cursorPageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: NextCursor })

export const cursorQuery = {
  cursor: Cursor.describe('`nextCursor` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Maximum number of items'),
}

/** Caches valid time zone names: a lookup costs 0.1 ms, and answers hold many. */
const timezones = new Set<string>()

function isTimezone(name: string): boolean {
  if (timezones.has(name)) return true
  try {
    // Intl accepts offsets such as "+01:00", but they ignore daylight saving: allow names only.
    if (!Intl.DateTimeFormat('en', { timeZone: name }) || !/^[A-Za-z]/.test(name)) return false
  } catch {
    return false
  }
  // Every spelling by case is valid, so the cache needs a bound.
  if (timezones.size < 1_000) timezones.add(name)
  return true
}
