import type { mailsApi } from '@fitvibe/contract'

import { row, type Db } from '../../db/knex.ts'

interface Owned {
  readonly owner: string
}

export function findSettings(db: Db, { owner }: Owned): Promise<mailsApi.MailSettings | undefined> {
  return row<mailsApi.MailSettings>(
    db,
    /* sql */ `
    select reminder_hours as "reminderHours", week_summary as "weekSummary"
    from mail_settings where owner = :owner`,
    { owner },
  )
}

/** Sets the given settings only; the others stay, or are off. */
export async function setSettings(
  db: Db,
  { owner }: Owned,
  {
    reminderHours,
    weekSummary,
  }: { [K in keyof mailsApi.MailSettings]?: mailsApi.MailSettings[K] | undefined },
): Promise<mailsApi.MailSettings> {
  const changed = {
    ...(reminderHours !== undefined && { reminder_hours: reminderHours }),
    ...(weekSummary !== undefined && { week_summary: weekSummary }),
  }
  const [stored] = await db('mail_settings')
    .insert({ owner, ...changed })
    .onConflict('owner')
    .merge({ owner, ...changed })
    .returning<{ reminder_hours: number | null; week_summary: boolean }[]>([
      'reminder_hours',
      'week_summary',
    ])
  return {
    reminderHours: stored?.reminder_hours ?? null,
    weekSummary: stored?.week_summary ?? false,
  }
}

/** Turns mails off; does nothing for a user who never turned any on. */
export async function stop(db: Db, { owner }: Owned, mail: mailsApi.WantedMail): Promise<void> {
  await db('mail_settings')
    .where({ owner })
    .update(mail === 'reminder' ? { reminder_hours: null } : { week_summary: false })
}
