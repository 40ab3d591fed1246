import type { Knex } from 'knex'

/**
 * Pictures are files of ours: a row holds the key of its files, and a user has one avatar. Addresses of
 * pictures on other hosts are deleted, because loading them would tell those hosts who looks at a
 * profile. A picture in a data URL stays until `modules/users/formerAvatars.service.ts` has stored it as a
 * file.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table media rename column file_url to file_key;
    alter table media add constraint media_file_key check (file_key ~ '^[0-9a-f]{32}$');
    create unique index media_one_avatar on media (owner) where target_type = 'user';
    -- For the sweep, which starts from the files.
    create index media_by_file on media (file_key);
    update user_state_history h set photo_url = null
    where photo_url is not null and (
      photo_url not like 'data:image/%' or exists (
        select from user_state_history n
        where n.owner = h.owner and (n.recorded_at, n.id) > (h.recorded_at, h.id)));
    create index user_state_history_by_photo on user_state_history (owner)
      where photo_url is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index user_state_history_by_photo, media_by_file, media_one_avatar;
    alter table media drop constraint media_file_key;
    alter table media rename column file_key to file_url;
  `)
}
