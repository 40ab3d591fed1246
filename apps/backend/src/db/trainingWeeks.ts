/** Faster than `date_trunc` by about half. The year 1 began on a Monday. */
const WEEK_OF = (day: string) => `${day} - (${day} - date '0001-01-01' + :weekShift::int) % 7`

/**
 * Groups the `sessions` of `:owner` by week; `on` is the first day, which is `:weekShift` days before
 * a Monday. Without archived and cancelled ones:
 * - `planned`: sessions due in the week
 * - `done`: those of them done on any day, plus unplanned sessions done in the week
 * - `trained`: sessions done in the week, regardless of when they were due
 * - `green`: sessions due in the week and done with an adherence of 80 to 120 %
 *
 * Days are in the session's own time zone, so that a move to another one changes nothing.
 */
export const weeksOf = (sessions: string) => /* sql */ `
  select d.week as "on",
    coalesce(sum(n.sessions) filter (where d.counts and n.due is not null), 0)::int as planned,
    coalesce(sum(n.done) filter (where d.counts), 0)::int as done,
    coalesce(sum(n.done) filter (where not d.counts), 0)::int as trained,
    coalesce(sum(n.green) filter (where d.counts and n.due is not null), 0)::int as green
  from (
    select ${WEEK_OF('s.due_on')} as due, ${WEEK_OF('s.trained_on')} as trained,
      count(*) as sessions, count(*) filter (where s.status = 'completed') as done,
      count(*) filter (where s.status = 'completed'
        and coalesce(s.adherence, 100) between 80 and 120) as green
    from ${sessions} s
    where s.owner = :owner and s.archived_at is null and s.status <> 'canceled'
    group by 1, 2
  ) n
  cross join lateral (values (coalesce(n.due, n.trained), true), (n.trained, false)) d(week, counts)
  where d.week is not null
  group by 1`
