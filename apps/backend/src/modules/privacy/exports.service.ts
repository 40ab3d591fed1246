import { open as openFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { BASE_PATH, type privacyApi } from '@fitvibe/contract'

import { RETENTION_SECONDS } from '../../config/retention.ts'
import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unavailable, unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken, unpackToken } from '../../utils/tokens.ts'
import * as accountMailsService from '../auth/accountMails.service.ts'
import * as mailTokensService from '../auth/mailTokens.service.ts'
import * as proofService from '../auth/proof.service.ts'
import type { Proof } from '../auth/proof.service.ts'
import * as reauthenticationService from '../auth/reauthentication.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as archiveService from './archive.service.ts'
import { discard, isPart, newKey, read, store } from './exportFiles.ts'
import * as exportsRepository from './exports.repository.ts'

/** An export takes seconds. After an hour the server that prepared it has been killed. */
const PREPARING_SECONDS = 3_600
/** A download that breaks off can be begun again for this long. */
const TICKET_SECONDS = 900
const BATCH = 500

interface Key {
  readonly owner: string
  readonly id: string
}

type State = ReturnType<typeof privacyApi.ExportState.parse>

/**
 * Starts an export in place of the last one, and returns its state. A job writes the file and mails a
 * link.
 * @throws AppError CONFLICT while one is prepared, and as `proofService.confirm`
 */
export async function request(
  ctx: Context,
  user: User,
  proof: Proof,
  caller: Caller,
): Promise<State> {
  const owner = user.id
  const confirmed = await proofService.confirm(ctx, user, proof, caller)
  const former = await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    const now = ctx.clock()
    const id = ctx.newId()
    const former = await exportsRepository.replaceExport(ctx.db, {
      owner,
      id,
      fileKey: newKey(),
      requestedAt: now,
      expiresAt: secondsAfter(now, RETENTION_SECONDS.export),
      staleBefore: secondsAfter(now, -PREPARING_SECONDS),
    })
    if (former === undefined) throw conflict('errors.exportInFlight')
    await auditService.record(ctx, { owner, event: 'export.requested' })
    await enqueue(ctx.db, 'exportData', { owner, id })
    return former
  })
  // The sweep deletes what stays behind.
  if (former !== null)
    await discard(ctx, former).catch((error: unknown) =>
      ctx.logger.warn({ module: 'privacy', err: error }, 'a former export is not deleted yet'),
    )
  return get(ctx, user)
}

export async function get(ctx: Context, { id: owner }: User): Promise<State> {
  const found = await exportsRepository.findExport(ctx.db, { owner })
  const now = ctx.clock()
  if (!found || found.expiresAt <= now)
    return { status: 'none', requestedAt: null, expiresAt: null, bytes: null }
  const isStale = found.requestedAt < secondsAfter(now, -PREPARING_SECONDS)
  const unprepared = isStale ? 'failed' : 'preparing'
  const prepared = found.openedAt ? 'opened' : 'ready'
  return {
    status: found.readyAt ? prepared : unprepared,
    requestedAt: found.requestedAt.toISOString(),
    expiresAt: found.readyAt && found.expiresAt.toISOString(),
    bytes: found.bytes,
  }
}

/** Writes the file of an export. Does nothing if it is ready, or if another one has replaced it. */
export async function prepare(ctx: Context, { owner, id }: Key): Promise<void> {
  const former = await exportsRepository.findUnprepared(ctx.db, { owner, id })
  if (former === undefined) return
  // Parts of an attempt that was killed.
  await discard(ctx, former)
  const fileKey = newKey()
  await exportsRepository.setKey(ctx.db, { owner, id, fileKey })
  const bytes = await store(ctx, fileKey, archiveService.write(ctx, owner))
  const isReady = await inTransaction(ctx, async (ctx) => {
    const readyAt = ctx.clock()
    const expiresAt = secondsAfter(readyAt, RETENTION_SECONDS.export)
    const prepared = { owner, id, fileKey, bytes, readyAt, expiresAt }
    const isReady = await exportsRepository.setReady(ctx.db, prepared)
    if (isReady) await enqueue(ctx.db, 'mailExport', { owner, id })
    return isReady
  })
  if (!isReady) await discard(ctx, fileKey)
}

/** Mails the link to an export. Creates the token only now: the database stores nothing but its hash. */
export async function mailLink(ctx: Context, { owner, id }: Key): Promise<void> {
  const secret = newSecret()
  const token = { owner, id, hash: hashToken(secret), now: ctx.clock() }
  const expiresAt = await exportsRepository.setToken(ctx.db, token)
  if (!expiresAt) return
  const link = `${ctx.config.publicOrigin}/export?token=${packToken([owner], secret)}`
  await accountMailsService.sendExport(ctx, { owner, link, expiresAt })
}

/**
 * Consumes the token of a mail and returns the address of the file, which works for some minutes.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export async function open(ctx: Context, token: string) {
  const { owner, hash: tokenHash } = mailTokensService.read(token)
  const secret = newSecret()
  const now = ctx.clock()
  const until = secondsAfter(now, TICKET_SECONDS)
  const bytes = await inTransaction(ctx, async (ctx) => {
    const opening = { owner, tokenHash, ticketHash: hashToken(secret), now, until }
    const bytes = await exportsRepository.setOpened(ctx.db, opening)
    if (bytes === undefined) throw unprocessable('errors.tokenInvalid')
    await auditService.record(ctx, { owner, event: 'export.opened' })
    return bytes
  })
  const url = `${BASE_PATH}/privacy/exports/${packToken([owner], secret)}`
  return { url, bytes, expiresAt: until.toISOString() }
}

/**
 * Returns the file that a ticket gives access to.
 * @throws AppError NOT_FOUND for a ticket that is unknown or expired
 */
export async function download(ctx: Context, ticket: string) {
  const { ids, secret } = unpackToken(ticket, 1) ?? {}
  const [owner] = ids ?? []
  const key = owner && secret && { owner, ticketHash: hashToken(secret), now: ctx.clock() }
  const found = key && (await exportsRepository.findOpened(ctx.db, key))
  if (!found) throw notFound('errors.notFound.export')
  return { bytes: found.bytes, pieces: wholeFile(ctx, found) }
}

/** Fails if the file is deleted meanwhile, so that no client takes a part for the whole. */
async function* wholeFile(
  ctx: Context,
  { fileKey, bytes }: { fileKey: string; bytes: number },
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const piece of read(ctx, fileKey)) {
    sent += piece.length
    yield piece
  }
  if (sent < bytes) throw unavailable(PREPARING_SECONDS)
}

/**
 * Writes everything about a user into a new file, at the user's written request. Returns its name.
 * @throws AppError NOT_FOUND if no verified account has the name; Error if the file exists
 */
export async function writeFor(ctx: Context, username: string): Promise<string> {
  const account = username.includes('@')
    ? undefined
    : await accountsService.findCredentials(ctx, username)
  if (!account) throw notFound('errors.notFound.account')
  const owner = account.id
  const file = resolve(`fitvibe-${account.username}.zip`)
  // Fails before anything is written if the file exists.
  const handle = await openFile(file, 'wx', 0o600)
  try {
    await pipeline(archiveService.write(ctx, owner), handle.createWriteStream())
  } catch (error) {
    await rm(file)
    throw error
  }
  const details = { by: 'command line' }
  await auditService.record(ctx, { owner, event: 'export.requested', details })
  return file
}

/** Deletes the export of a user, file first: the row finds it again after a failure. */
export async function remove(ctx: Context, { owner }: { owner: string }): Promise<void> {
  const fileKey = await exportsRepository.findKey(ctx.db, { owner })
  if (fileKey === undefined) return
  await discard(ctx, fileKey)
  await exportsRepository.deleteExport(ctx.db, { owner, fileKey })
}

/** Deletes expired exports, and parts that a killed server has left. Returns the number of exports. */
export async function sweep(ctx: Context): Promise<number> {
  const now = ctx.clock()
  const expired = await exportsRepository.listExpired(ctx.db, now, BATCH)
  for (const { owner, fileKey } of expired) {
    await discard(ctx, fileKey)
    await exportsRepository.deleteExport(ctx.db, { owner, fileKey })
  }
  // Every file is expired by then: the last part is written before its export is ready.
  const before = secondsAfter(now, -RETENTION_SECONDS.export - PREPARING_SECONDS)
  for await (const { name, writtenAt } of ctx.storage.list())
    if (isPart(name) && writtenAt < before) await ctx.storage.delete(name)
  return expired.length
}
