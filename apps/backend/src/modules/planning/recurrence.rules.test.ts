import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { nextOccurrence, occurrencesOf, settleRule } from './occurrences.rules.ts'
import {
  isRefused,
  parseRule,
  ruleText,
  type Reason,
  type Rule,
  type Start,
} from './recurrence.rules.ts'
import { shiftRhythm } from './shift.rules.ts'

const monday: Start = { on: '2026-09-07', time: '18:00:00', timezone: 'Europe/Berlin' }

function settled(text: string, start: Start = monday): Rule {
  const rule = settleRule(text, start)
  if (isRefused(rule)) throw new Error(`${text} is refused: ${rule.refusal}`)
  return rule
}

const days = (text: string, to: string, start: Start = monday) =>
  occurrencesOf(settled(text, start), start, { from: start.on, to }).map(({ on }) => on)

describe('a rule', () => {
  it.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['rrule:freq=weekly;interval=1;byday=mo,we,mo;', 'FREQ=WEEKLY;BYDAY=MO,WE'],
    ['COUNT=366;INTERVAL=52;FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=52;COUNT=366'],
    ['FREQ=MONTHLY;BYDAY=+1MO,-1FR', 'FREQ=MONTHLY;BYDAY=1MO,-1FR'],
    ['FREQ=MONTHLY;BYMONTHDAY=+07,-1', 'FREQ=MONTHLY;BYMONTHDAY=7,-1'],
    ['FREQ=DAILY;UNTIL=20261224', 'FREQ=DAILY;UNTIL=20261224'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU'],
    ['FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU', 'FREQ=WEEKLY;BYDAY=TU,SU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO;WKST=SU', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO'],
  ])('%s is parsed and formatted', (text, written) => {
    const rule = parseRule(text)

    expect(isRefused(rule) ? rule.refusal : ruleText(rule)).toBe(written)
  })

  it.each<[Reason, string]>([
    ['syntax', ''],
    ['syntax', 'every day'],
    ['syntax', 'FREQ=DAILY;;COUNT=3'],
    ['syntax', 'FREQ=WEEKLY;BYDAY='],
    ['syntax', 'FREQ=DAILY\nRRULE:FREQ=DAILY'],
    ['part', 'FREQ=DAILY;BYHOUR=8'],
    ['part', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1'],
    ['weekStart', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'],
    ['weekStart', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR;WKST=TH'],
    ['weekStart', 'FREQ=WEEKLY;WKST=XX'],
    ['twice', 'FREQ=DAILY;COUNT=3;COUNT=4'],
    ['freq', 'COUNT=3'],
    ['freq', 'FREQ=YEARLY'],
    ['freq', 'FREQ=SECONDLY'],
    ['interval', 'FREQ=DAILY;INTERVAL=0'],
    ['interval', 'FREQ=DAILY;INTERVAL=53'],
    ['interval', 'FREQ=DAILY;INTERVAL=-1'],
    ['byDay', 'FREQ=WEEKLY;BYDAY=XX'],
    ['byDay', 'FREQ=MONTHLY;BYDAY=0MO'],
    ['byDay', 'FREQ=MONTHLY;BYDAY=6MO'],
    ['byDayOrdinal', 'FREQ=WEEKLY;BYDAY=1MO'],
    ['byMonthDay', 'FREQ=MONTHLY;BYMONTHDAY=0'],
    ['byMonthDay', 'FREQ=MONTHLY;BYMONTHDAY=-32'],
    ['byMonthDayWeekly', 'FREQ=WEEKLY;BYMONTHDAY=1'],
    ['count', 'FREQ=DAILY;COUNT=0'],
    ['count', 'FREQ=DAILY;COUNT=367'],
    ['until', 'FREQ=DAILY;UNTIL=20260931'],
    ['until', 'FREQ=DAILY;UNTIL=2026-12-24'],
    ['countAndUntil', 'FREQ=DAILY;COUNT=3;UNTIL=20261224'],
    ['endsBeforeStart', 'FREQ=DAILY;UNTIL=20260906'],
    ['endsBeforeStart', 'FREQ=DAILY;UNTIL=20260907T155959Z'],
    ['startMismatch', 'FREQ=WEEKLY;BYDAY=TU'],
    ['startMismatch', 'FREQ=MONTHLY;BYDAY=2MO'],
  ])('is refused for its %s: %s', (reason, text) => {
    expect(settleRule(text, monday)).toEqual({ refusal: reason })
  })
})

describe('occurrences', () => {
  it('keep their local time when clocks change', () => {
    const start = { ...monday, on: '2026-10-24' }

    const found = occurrencesOf(settled('FREQ=DAILY;COUNT=2', start), start, {
      from: start.on,
      to: '2026-12-01',
    })

    expect(found.map(({ at }) => at.toISOString())).toEqual([
      '2026-10-24T16:00:00.000Z',
      '2026-10-25T17:00:00.000Z',
    ])
  })

  it('leave out a time that a day lacks, and do not count it', () => {
    const start = { on: '2027-03-27', time: '02:30:00', timezone: 'Europe/Berlin' }

    expect(days('FREQ=DAILY;COUNT=3', '2027-05-01', start)).toEqual([
      '2027-03-27',
      '2027-03-29',
      '2027-03-30',
    ])
  })

  it('leave out a day that time zones skipped', () => {
    const start = { on: '2011-12-29', time: '18:00:00', timezone: 'Pacific/Apia' }

    expect(days('FREQ=DAILY;COUNT=2', '2012-02-01', start)).toEqual(['2011-12-29', '2011-12-31'])
  })

  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', ['07', '11', '21', '25']],
    ['FREQ=DAILY;INTERVAL=9;UNTIL=20260925', ['07', '16', '25']],
    ['FREQ=DAILY;UNTIL=20260908T155959Z', ['07']],
    ['FREQ=DAILY;UNTIL=20260908T160000Z', ['07', '08']],
    ['FREQ=MONTHLY;BYDAY=1MO,-1WE', ['07', '30']],
  ])('of %s are on the %j', (rule, expected) => {
    expect(days(rule, '2026-09-30').map((day) => day.slice(8))).toEqual(expected)
  })

  it('have a next occurrence or none', () => {
    const next = (text: string, after: string) => nextOccurrence(settled(text), monday, after)?.on

    expect(next('FREQ=WEEKLY', '2026-09-07')).toBe('2026-09-14')
    expect(next('FREQ=WEEKLY;COUNT=2', '2026-09-14')).toBeUndefined()
    expect(next('FREQ=WEEKLY;UNTIL=20260920', '2026-09-14')).toBeUndefined()
    expect(next('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=7;BYDAY=MO', '2026-09-07')).toBeUndefined()
  })
})

describe('a shifted rhythm', () => {
  const shifted = (text: string, by: number, start: Start = monday) => {
    const found = shiftRhythm({ rule: settled(text, start), start }, by)
    return 'refusal' in found ? found.refusal : [found.start.on, ruleText(found.rule)]
  }

  it.each<[string, number, string, string]>([
    ['FREQ=WEEKLY', 3, '2026-09-10', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=MO,SU', 1, '2026-09-08', 'FREQ=WEEKLY;BYDAY=TU,MO'],
    ['FREQ=WEEKLY;BYDAY=MO,WE', -1, '2026-09-06', 'FREQ=WEEKLY;BYDAY=SU,TU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', 4, '2026-09-11', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SU'],
    ['FREQ=DAILY;UNTIL=20260930', 2, '2026-09-09', 'FREQ=DAILY;UNTIL=20261002'],
    ['FREQ=DAILY;BYDAY=MO,TU;COUNT=9', 7, '2026-09-14', 'FREQ=DAILY;BYDAY=MO,TU;COUNT=9'],
    ['FREQ=MONTHLY', 21, '2026-09-28', 'FREQ=MONTHLY'],
    ['FREQ=MONTHLY;BYMONTHDAY=7,21', 7, '2026-09-14', 'FREQ=MONTHLY;BYMONTHDAY=14,28'],
  ])('%s by %i days begins on %s: %s', (text, by, on, rule) => {
    expect(shifted(text, by)).toEqual([on, rule])
  })

  it.each<[string, string, number]>([
    ['shiftMonthDay', 'FREQ=MONTHLY', 22],
    ['shiftMonthDay', 'FREQ=MONTHLY;BYMONTHDAY=7,21', 8],
    ['shiftMonthDay', 'FREQ=MONTHLY;BYMONTHDAY=7,31', 1],
    ['shiftMonthDay', 'FREQ=MONTHLY;BYMONTHDAY=7,-1', 1],
    ['shiftMonthWeekday', 'FREQ=MONTHLY;BYDAY=1MO', 1],
    ['shiftWeeks', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', 5],
  ])('is refused (%s): %s by %i days', (reason, text, by) => {
    expect(shifted(text, by)).toBe(reason)
  })
})

const FOLDER = [
  process.env['FITVIBE_CORPORA'],
  fileURLToPath(new URL('../../../../../../shared/corpora', import.meta.url)),
  '/work/shared/corpora',
].find((folder) => folder !== undefined && existsSync(join(folder, 'rrule')))

interface Collected {
  readonly rrule?: string
  readonly dtstart: string
  readonly tzid: string | null
}

const read = <T extends object>(file: string) =>
  FOLDER === undefined
    ? []
    : (JSON.parse(readFileSync(join(FOLDER, 'rrule', file), 'utf8')) as (T & Collected)[])
        // A calendar file with a rule in it is not a rule.
        .flatMap((entry) => (entry.rrule === undefined ? [] : [{ ...entry, rrule: entry.rrule }]))

/** Rules outside the subset, found by their texts and not by the parser under test. */
const OUTSIDE = [
  /FREQ=(?!DAILY|WEEKLY|MONTHLY)/,
  /BY(?!DAY|MONTHDAY)|RSCALE|SKIP/,
  /COUNT.*UNTIL|UNTIL.*COUNT/,
  /INTERVAL=(?:5[3-9]|[6-9]\d|\d{3,})/,
  /WEEKLY.*BYMONTHDAY/,
  /(?:WEEKLY|DAILY).*BYDAY=[\w,-]*\d/,
]

/** Rules that depend on the first day of the week, if their days fall into two weeks. */
const BY_WEEK_START = /^(?=.*WEEKLY)(?=.*INTERVAL=(?!1(?!\d)))(?=.*BYDAY=\w\w,)(?=.*WKST=(?!MO))/

const startOf = ({ dtstart, tzid }: Collected, startsAt = dtstart): Start => ({
  on: startsAt.slice(0, 10),
  time: dtstart.slice(11, 19) || '00:00:00',
  timezone: tzid ?? 'UTC',
})

describe.skipIf(FOLDER === undefined)('the public collection of rules', () => {
  const everything = read<{ expected: string[] } & Complete>('occurrences.json')
  const all = everything.filter(({ rrule }) => !BY_WEEK_START.test(rrule))
  const [outside, inside] = [true, false].map((isOut) =>
    all.filter(({ rrule }) => OUTSIDE.some((pattern) => pattern.test(rrule)) === isOut),
  ) as [typeof all, typeof all]

  it('has rules inside and outside the subset', () => {
    expect([inside.length, outside.length]).toEqual([95, 331])
  })

  it('agrees about rules inside the subset', () => {
    expect(inside.filter((entry) => !agrees(entry))).toEqual([])
  })

  it('rejects rules outside the subset', () => {
    const accepted = outside.filter((entry) => !isRefused(settleRule(entry.rrule, startOf(entry))))

    expect(accepted).toEqual([])
  })

  it('agrees about rules with another first day of the week, or rejects them', () => {
    const rules = everything.filter(
      ({ rrule }) => BY_WEEK_START.test(rrule) && !OUTSIDE.some((pattern) => pattern.test(rrule)),
    )
    const wrong = rules.filter((entry) => {
      const settled = settleRule(entry.rrule, startOf(entry))
      return !(isRefused(settled) && settled.refusal === 'weekStart') && !agrees(entry)
    })

    expect(rules.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })

  it('counts as many occurrences', () => {
    const found = read<{ expected_count: number }>('count-only.json').flatMap((entry) => {
      if (!entry.dtstart) return []
      const start = startOf(entry)
      const rule = settleRule(entry.rrule, start)
      if (isRefused(rule) || !rule.until) return []
      const count = occurrencesOf(rule, start, { from: start.on, to: '2030-01-01' }).length
      return [{ rule: entry.rrule, expected: entry.expected_count, count }]
    })

    expect(found.length).toBeGreaterThan(15)
    expect(found.filter(({ expected, count }) => expected !== count)).toEqual([])
  })

  it('rejects texts that are not rules', () => {
    const invalid = read('invalid-rules.json')
    const accepted = invalid.filter(({ rrule }) => !isRefused(parseRule(rrule)))

    expect(invalid.length).toBeGreaterThan(75)
    // Its fault is not in the text, with which most valid rules begin.
    expect(accepted.map(({ rrule }) => rrule)).toEqual(['FREQ=DAILY'])
  })
})

/** A rule that does not match its start is rejected, and agrees from its first occurrence. */
function agrees(entry: Collected & { rrule: string; expected: string[] } & Complete): boolean {
  const settled = settleRule(entry.rrule, startOf(entry))
  const [first] = entry.expected
  if (first === undefined) return isRefused(settled) && settled.refusal === 'endsBeforeStart'
  const isAtStart = first.slice(0, 10) === entry.dtstart.slice(0, 10)
  if (isRefused(settled) && (isAtStart || settled.refusal !== 'startMismatch')) return false
  const last = entry.expected.at(-1)?.slice(0, 10) ?? ''
  const to = entry.expected_is_complete ? `${Number(last.slice(0, 4)) + 2}-01-31` : last
  const found = days(entry.rrule, to, startOf(entry, first))
  return found.join() === entry.expected.map((time) => time.slice(0, 10)).join()
}

interface Complete {
  readonly expected_is_complete: boolean
}

describe('the clock of a zone', () => {
  it('follows Morocco through each Ramadan of ten years', () => {
    const start: Start = { on: '2026-01-05', time: '18:00:00', timezone: 'Africa/Casablanca' }
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: start.timezone,
      dateStyle: 'short',
      timeStyle: 'short',
    })

    const found = occurrencesOf(settled('FREQ=WEEKLY;BYDAY=MO,SA', start), start, {
      from: '2026-01-05',
      to: '2036-12-31',
    })

    expect(found.filter(({ on, at }) => local.format(at) !== `${on} 18:00`)).toEqual([])
    const ramadan = found.find(({ on }) => on === '2029-01-20')
    expect(ramadan?.at.toISOString()).toBe('2029-01-20T18:00:00.000Z')
  })
})
