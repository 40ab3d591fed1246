import type { Input, usersApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import { sliceOf } from '../../utils/lists.ts'
import * as loginsService from '../auth/logins.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from './accounts.service.ts'
import * as adminRepository from './admin.repository.ts'
import { maskEmail } from './admin.rules.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function list(ctx: Context, query: Input<typeof usersApi.listAccounts>['query']) {
  const { q, status } = query
  const filter = {
    ...(status && { status }),
    ...(q && (UUID.test(q) ? { id: q } : { prefix: q.toLowerCase() })),
  }
  const { items, total } = await adminRepository.listAccounts(ctx.db, filter, sliceOf(query))
  return { items: items.map(masked), total }
}

/** @throws AppError NOT_FOUND */
export async function get(ctx: Context, id: string) {
  const account = await adminRepository.findAccount(ctx.db, { owner: id })
  if (!account) throw notFound('errors.notFound.account')
  return masked(account)
}

/**
 * Suspends an active account and ends its logins, in one transaction.
 * @throws AppError NOT_FOUND, CONFLICT if it is not active, UNPROCESSABLE for the caller's own
 */
export async function suspend(ctx: Context, actor: User, id: string, reason: string) {
  if (id === actor.id) throw unprocessable('errors.suspendSelf')
  return inTransaction(ctx, async (ctx) => {
    const isChanged = await adminRepository.setStatus(
      ctx.db,
      { owner: id },
      {
        from: 'active',
        to: 'suspended',
      },
    )
    const account = await get(ctx, id)
    if (!isChanged) throw conflict('errors.accountNotActive')
    await loginsService.endAll(ctx, { owner: id, reason: 'suspended' })
    const details = { reason }
    await auditService.record(ctx, {
      owner: id,
      event: 'account.suspended',
      actor: actor.id,
      details,
    })
    return account
  })
}

/** @throws AppError NOT_FOUND, CONFLICT if the account is not suspended */
export function reinstate(ctx: Context, actor: User, id: string) {
  return inTransaction(ctx, async (ctx) => {
    const isChanged = await adminRepository.setStatus(
      ctx.db,
      { owner: id },
      {
        from: 'suspended',
        to: 'active',
      },
    )
    const account = await get(ctx, id)
    if (!isChanged) throw conflict('errors.accountNotSuspended')
    await auditService.record(ctx, { owner: id, event: 'account.reinstated', actor: actor.id })
    return account
  })
}

/**
 * Grants or revokes the administrator role; returns false if nothing changed. Cached logins follow
 * within 15 s.
 * @throws AppError NOT_FOUND if no active account has the name
 */
export function setRole(ctx: Context, username: string, role: 'user' | 'admin'): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const id = await adminRepository.setRole(ctx.db, { username, role })
    if (id !== undefined) {
      const event = role === 'admin' ? 'admin.granted' : 'admin.revoked'
      await auditService.record(ctx, { owner: id, event, details: { by: 'command line' } })
      return true
    }
    const account = username.includes('@')
      ? undefined
      : await accountsService.findCredentials(ctx, username)
    if (account?.status !== 'active') throw notFound('errors.notFound.account')
    return false
  })
}

const masked = (account: adminRepository.Account) => ({
  ...account,
  email: account.email === null ? null : maskEmail(account.email),
})
