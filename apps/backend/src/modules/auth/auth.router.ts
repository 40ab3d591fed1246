import { authApi } from '@fitvibe/contract'
import { Router, type Request, type Response } from 'express'

import type { Context } from '../../context.ts'
import { authRequired } from '../../errors.ts'
import { callerOf } from '../../middlewares/caller.ts'
import {
  clearLoginCookies,
  REFRESH_COOKIE,
  setDeviceCookie,
  setLoginCookies,
} from '../../middlewares/cookies.ts'
import type { Csrf } from '../../middlewares/csrf.ts'
import { network } from '../../middlewares/requestLog.ts'
import { serve } from '../../middlewares/serve.ts'
import * as authService from './auth.service.ts'
import * as authenticationService from './authentication.service.ts'
import * as captchasService from './captchas.service.ts'
import * as loginsService from './logins.service.ts'

const accepted = { status: 'accepted' } as const

export function authRouter(ctx: Context, csrf: Csrf): Router {
  const router = Router()

  serve(ctx, router, authApi.register, async ({ body, lang }) => {
    await authService.register(ctx, { ...body, preferredLang: body.preferredLang ?? lang })
    return accepted
  })

  serve(ctx, router, authApi.verifyEmail, async ({ body }) => ({
    username: await authService.verify(ctx, body.token),
  }))

  serve(ctx, router, authApi.resendVerification, async ({ body }) => {
    await authService.resendVerification(ctx, body.email)
    return accepted
  })

  serve(ctx, router, authApi.login, async ({ body }, { req, res }) => {
    const from = { ...deviceOf(req), ...callerOf(req) }
    const { tokens, knownAs, user } = await authenticationService.logIn(ctx, body, from)
    hand(req, res, tokens)
    setDeviceCookie(res, ctx.config, knownAs)
    return { user }
  })

  serve(ctx, router, authApi.captcha, () => captchasService.challenge(ctx))

  serve(ctx, router, authApi.refresh, async (_, { req, res }) => {
    const token = refreshCookie(req)
    if (token === undefined) throw authRequired()
    const tokens = await loginsService.refresh(ctx, token, deviceOf(req))
    hand(req, res, tokens)
    return { access: { exp: tokens.accessExpiresAt } }
  })

  serve(ctx, router, authApi.logout, async (_, { req, res }) => {
    await loginsService.logout(ctx, refreshCookie(req))
    clearLoginCookies(res, ctx.config)
    csrf.issue(req, res, undefined)
  })

  serve(ctx, router, authApi.forgotPassword, async ({ body }) => {
    await authService.requestPasswordReset(ctx, body.email)
    return accepted
  })

  serve(ctx, router, authApi.resetPassword, ({ body }, { req }) =>
    authService.resetPassword(ctx, body.token, body.newPassword, callerOf(req)),
  )

  serve(ctx, router, authApi.csrf, (_, { req, res }) => ({
    csrfToken: csrf.issue(req, res, req.claims?.sid),
  }))

  function hand(req: Request, res: Response, tokens: loginsService.Tokens) {
    res.setHeader('cache-control', 'no-store')
    setLoginCookies(res, ctx.config, tokens)
    csrf.issue(req, res, tokens.sid)
  }

  return router
}

function refreshCookie(req: Request): string | undefined {
  const token: unknown = req.cookies[REFRESH_COOKIE]
  return typeof token === 'string' ? token : undefined
}

function deviceOf(req: Request) {
  return { userAgent: req.get('user-agent')?.slice(0, 256) ?? null, ip: network(req.ip ?? '') }
}
