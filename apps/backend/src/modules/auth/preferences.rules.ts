import type { DistanceUnit, WeekStart } from '@fitvibe/contract'

interface Preferences {
  readonly weekStart: WeekStart
  readonly distanceUnit: DistanceUnit
}

/**
 * Regions by the first day of their weeks, from the Unicode CLDR 45 (`weekData`). In all others,
 * weeks begin on Monday.
 */
const SUNDAY = new Set(
  (
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX ' +
    'MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'
  ).split(' '),
)
const SATURDAY = new Set('AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '))

/** Regions in which runs are measured in miles. British roads have miles too, British runs have km. */
const MILES = new Set('AS GU LR MP PR UM US VI'.split(' '))

/** Returns what is usual in the region that the preferred language of a browser names, if any. */
export function preferencesOf(acceptLanguage: string | undefined): Preferences {
  const [preferred = ''] = (acceptLanguage ?? '').slice(0, MAX_TAG).split(/[,;]/)
  const region = preferred.trim().split('-').slice(1).find(isRegion)?.toUpperCase() ?? ''
  return {
    weekStart: SUNDAY.has(region) ? 'sunday' : SATURDAY.has(region) ? 'saturday' : 'monday',
    distanceUnit: MILES.has(region) ? 'mi' : 'km',
  }
}

const MAX_TAG = 64
const isRegion = (subtag: string) => /^[a-z]{2}$/i.test(subtag)
