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
import * as loginService from './login.service.ts'
import * as loginsService from './logins.service.ts'
import * as passwordResetService from './passwordReset.service.ts'
import * as registrationService from './registration.service.ts'

const accepted = { status: 'accepted' } as const

export function authRouter(ctx: Context, csrf: Csrf): Router {
  const router = Router()

  serve(ctx, router, authApi.register, async ({ body, lang }, { req }) => {
    await registrationService.register(ctx, {
      ...body,
      preferredLang: body.preferredLang ?? lang,
      acceptLanguage: req.get('accept-language'),
    })
    return accepted
  })

  serve(ctx, router, authApi.verifyEmail, async ({ body }) => ({
    username: await registrationService.verify(ctx, body.token),
  }))

  serve(ctx, router, authApi.resendVerification, async ({ body }) => {
    await registrationService.resendVerification(ctx, body.email)
    return accepted
  })

  serve(ctx, router, authApi.login, async ({ body }, { req, res }) => {
    const from = { ...deviceOf(req), ...callerOf(req) }
    const { tokens, deviceCookie, user } = await loginService.logIn(ctx, body, from)
    sendTokens(req, res, tokens)
    setDeviceCookie(res, ctx.config, deviceCookie)
    return { user }
  })

  serve(ctx, router, authApi.refresh, async (_, { req, res }) => {
    const token = refreshCookie(req)
    if (token === undefined) throw authRequired()
    const tokens = await loginsService.refresh(ctx, token, deviceOf(req))
    sendTokens(req, res, tokens)
    return { access: { exp: tokens.accessExpiresAt } }
  })

  serve(ctx, router, authApi.logout, async (_, { req, res }) => {
    await loginsService.logOut(ctx, refreshCookie(req))
    clearLoginCookies(res, ctx.config)
    csrf.issue(req, res, undefined)
  })

  serve(ctx, router, authApi.forgotPassword, async ({ body }) => {
    await passwordResetService.request(ctx, body.email)
    return accepted
  })

  serve(ctx, router, authApi.resetPassword, ({ body }, { req }) =>
    passwordResetService.reset(ctx, body, callerOf(req)),
  )

  serve(ctx, router, authApi.csrf, (_, { req, res }) => ({
    csrfToken: csrf.issue(req, res, req.claims?.sid),
  }))

  function sendTokens(req: Request, res: Response, tokens: loginsService.Tokens) {
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
