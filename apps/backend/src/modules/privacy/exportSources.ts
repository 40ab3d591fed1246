import { columns, ownerColumnOf, tables, type Withheld } from '../../db/columns.ts'

/** Rows of a table that the export of an account has as one file. */
export interface Source {
  /** Name of the file, and of its texts. */
  readonly name: string
  readonly table: string
  /** SQL of the id of the user that a row `t` belongs to, or is about. */
  readonly user: string
  /** SQL of each value of a row `t`, by the name of its column. */
  readonly values: Readonly<Record<string, string>>
  /** SQL of a condition that further limits the rows. */
  readonly condition?: string
  readonly withheld: Readonly<Record<string, Withheld>>
}

/** The name of another user as lists of the app show it, which leave out accounts that are not active. */
const nameOf = (id: string) =>
  `(select u.username from users u where u.id = ${id} and u.status = 'active')`

/** Values beside the stored ones, or instead of them. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  followers: { username: nameOf('t.following_id') },
  blocked_people: { username: nameOf('t.other_id') },
  // The list of own reports shows no more of the reported texts, which belong to another user.
  reports: {
    snapshot: `json_build_object('username', t.snapshot -> 'username', 'title', t.snapshot -> 'title')`,
  },
}

const CONDITIONS: Readonly<Record<string, string>> = {
  // The other rows say who has blocked the user, which the app does not show.
  blocked_people: 't.is_own',
}

const valuesOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `t.${name}`]))

/** The account first: the catalogue is in the order of the erasure. */
const own = [...tables.keys()].toReversed().flatMap((table): Source[] => {
  const user = ownerColumnOf(table)
  const entry = tables.get(table)
  if (user === undefined || !entry) return []
  const { withheld } = entry
  const shown = columns.filter((each) => each.table === table && !(each.column in withheld))
  return [
    {
      name: table,
      table,
      user: `t.${user}`,
      values: { ...valuesOf(shown.map(({ column }) => column)), ...VALUES[table] },
      ...(CONDITIONS[table] && { condition: CONDITIONS[table] }),
      withheld,
    },
  ]
})

interface View {
  readonly name: string
  /** Stored columns in the file. */
  readonly columns: string
  /** Why the other columns are left out. */
  readonly rest: Withheld
  readonly extra?: Readonly<Record<string, string>>
  readonly condition?: string
}

/**
 * Rows of other users about the user, by the column that names the user. The user sees in them what the
 * app shows, and what administrators have decided about the user; not who has reported.
 */
const VIEWS: Readonly<Record<string, View>> = {
  'followers.following_id': {
    name: 'followers_of_you',
    columns: 'status created_at',
    rest: 'others',
    extra: { username: nameOf('t.owner') },
  },
  'reports.subject_owner': {
    name: 'reports_about_you',
    columns: 'kind reason snapshot status created_at resolved_at',
    rest: 'reporter',
  },
  'reports.resolved_by': {
    name: 'decisions_by_you',
    columns: 'kind reason status created_at resolved_at note',
    rest: 'others',
  },
  'audit_log.actor': {
    name: 'acts_by_you',
    columns: 'event created_at',
    rest: 'others',
    condition: 't.owner <> t.actor',
  },
}

/** Why the rows of other users that a column finds are left out. */
export const UNSEEN: Readonly<Record<string, Withheld>> = {
  // Clones belong to those who have cloned.
  'sessions.attribution_owner': 'others',
  'sessions.attribution_source': 'others',
  'sessions.origin_owner': 'others',
  'sessions.origin_source': 'others',
  'blocked_people.other_id': 'others',
  // Translations belong to those whose texts they are.
  'translation_cache.reader_id': 'others',
  // The same rows as by `subject_owner`.
  'reports.subject_id': 'others',
}

const views = Object.entries(VIEWS).map(([named, view]): Source => {
  const [table = '', id = ''] = named.split('.')
  const shown = view.columns.split(' ')
  const all = columns.filter((each) => each.table === table).map(({ column }) => column)
  return {
    name: view.name,
    table,
    user: `t.${id}`,
    values: { ...valuesOf(shown), ...view.extra },
    ...(view.condition && { condition: view.condition }),
    withheld: Object.fromEntries(
      all.filter((column) => !shown.includes(column)).map((column) => [column, view.rest]),
    ),
  }
})

/** Work of the server that waits, such as a mail; sent mails are not stored. */
const jobs: Source = {
  name: 'waiting_jobs',
  table: 'graphile_worker._private_jobs',
  user: `t.payload ->> 'owner'`,
  values: {
    task: '(select k.identifier from graphile_worker._private_tasks k where k.id = t.task_id)',
    run_at: 't.run_at',
    attempts: 't.attempts',
    created_at: 't.created_at',
  },
  withheld: {},
}

/** Everything that the database holds about a user. */
export const sources: readonly Source[] = [...own, ...views, jobs]

/** Columns that name other users, whose rows the export shows to these. */
export const seen: readonly string[] = Object.keys(VIEWS)
