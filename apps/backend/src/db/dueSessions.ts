/** Whether the session `s` was due before the day `today`, or is completed already. */
export const IS_DUE = (today: string) => /* sql */ `
  s.due_on is not null and s.status <> 'canceled' and (s.due_on < ${today} or s.status = 'completed')`

/**
 * Mean adherence of the sessions `s`, and their number by result. A missed session has an adherence
 * of 0, a completed one without planned sets 100.
 */
export const DUE = /* sql */ `
  round(avg(case when s.status = 'completed' then coalesce(s.adherence, 100) else 0 end))::int
    as adherence,
  json_build_object(
    'completed', count(*) filter (where s.adherence_status = 'completed'),
    'moved', count(*) filter (where s.adherence_status = 'moved'),
    'partial', count(*) filter (where s.adherence_status = 'partial'),
    'skipped', count(*) filter (where s.status = 'planned' or s.adherence_status = 'skipped')
  ) as met`
