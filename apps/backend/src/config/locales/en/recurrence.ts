/** Errors of recurrence rules and of changes to a series. */
export const recurrence = {
  syntax: 'The rule cannot be read: it needs parts such as FREQ=WEEKLY, separated by semicolons.',
  part: 'The rule has an unsupported part. Use FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT, UNTIL and WKST.',
  twice: 'The rule has the same part twice.',
  freq: 'A session repeats daily, weekly or monthly: FREQ must be DAILY, WEEKLY or MONTHLY.',
  interval: 'INTERVAL must be a whole number from 1 to 52.',
  byDay:
    'BYDAY must be a list of MO, TU, WE, TH, FR, SA and SU; monthly rules also allow 1MO or -1FR, up to the fifth.',
  byDayOrdinal: 'Only monthly rules allow the first or last of a weekday (1MO, -1FR).',
  byMonthDay: 'BYMONTHDAY must be a list of days from 1 to 31, or from -1 (the last) to -31.',
  byMonthDayWeekly: 'A weekly rule has no days of the month: leave out BYMONTHDAY.',
  count: 'COUNT must be a whole number from 1 to 366.',
  until: 'UNTIL must be a day such as 20261224, or an instant such as 20261224T170000Z.',
  countAndUntil: 'A rule ends after a COUNT or on a day (UNTIL), not both.',
  weekStart:
    'With this WKST, the days of one week would fall into two: leave it out, or set WKST=MO.',
  endsBeforeStart: 'The rule ends before it starts.',
  startMismatch: 'The first session is not on a day of the rule: start on one of its days.',
  noStart: 'A series needs a day and a time: set plannedFor.',
  tooOld: 'A series can start 12 weeks ago at most: log earlier sessions instead.',
  tooLarge: 'A session of a series can have 200 blocks of sets at most.',
  tooManyRows: 'That is too much to plan at once: take fewer sets, or start later.',
  completed: 'A completed session cannot repeat: leave out recurrenceRule or completed.',
  noSeries: 'The session is not part of a series: you can change only this one.',
  onlyThis: 'You can correct completed sessions only one at a time.',
  onlyFollowing: 'A new rule applies to this session and all following ones: add scope=following.',
  shiftMonthDay:
    'Days of the month cannot move past the 28th or into another month, because not every month has them.',
  shiftMonthWeekday:
    'A weekday of the month, such as the first Monday, cannot move by days: set a new rule from here on.',
  shiftWeeks:
    'The days of one week would fall into two, and the rule skips weeks: set a new rule from here on.',
} as const
