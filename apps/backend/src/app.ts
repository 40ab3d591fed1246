import cookieParser from 'cookie-parser'
import cors from 'cors'
import express, { type Express } from 'express'

import type { Context } from './context.ts'
import { notFound } from './errors.ts'
import { budgets } from './middlewares/budgets.ts'
import { createCsrf } from './middlewares/csrf.ts'
import { detectLanguage } from './middlewares/detectLanguage.ts'
import { errorHandler } from './middlewares/errorHandler.ts'
import { jsonBody } from './middlewares/jsonBody.ts'
import { measure } from './middlewares/measure.ts'
import { rateLimit } from './middlewares/rateLimit.ts'
import { readLogin } from './middlewares/readLogin.ts'
import { requestId } from './middlewares/requestId.ts'
import { requestLog } from './middlewares/requestLog.ts'
import { securityHeaders } from './middlewares/securityHeaders.ts'
import { accountDeletionRouter } from './modules/auth/accountDeletion.router.ts'
import { authRouter } from './modules/auth/auth.router.ts'
import { credentialsRouter } from './modules/auth/credentials.router.ts'
import { loginsRouter } from './modules/auth/logins.router.ts'
import { totpRouter } from './modules/auth/totp.router.ts'
import { calendarRouter } from './modules/calendar/calendar.router.ts'
import { exercisesRouter } from './modules/exercises/exercises.router.ts'
import { feedRouter } from './modules/feed/feed.router.ts'
import { exportsRouter } from './modules/history/exports.router.ts'
import { importsRouter } from './modules/imports/imports.router.ts'
import { captchasRouter } from './modules/limits/captchas.router.ts'
import { mailSettingsRouter } from './modules/mails/mailSettings.router.ts'
import { stopMailsRouter } from './modules/mails/stopMails.router.ts'
import { measurementsRouter } from './modules/measurements/measurements.router.ts'
import { mediaRouter } from './modules/media/media.router.ts'
import { peopleRouter } from './modules/people/people.router.ts'
import { planningRouter } from './modules/planning/planning.router.ts'
import { seriesRouter } from './modules/planning/series.router.ts'
import { pointsAdminRouter } from './modules/points/admin.router.ts'
import { badgesRouter } from './modules/points/badges.router.ts'
import { leaderboardRouter } from './modules/points/leaderboard.router.ts'
import { pointsRouter } from './modules/points/points.router.ts'
import { privacyRouter } from './modules/privacy/privacy.router.ts'
import { progressRouter } from './modules/progress/progress.router.ts'
import { recordsRouter } from './modules/progress/records.router.ts'
import { reportsAdminRouter } from './modules/reports/admin.router.ts'
import { reportsRouter } from './modules/reports/reports.router.ts'
import { sessionsRouter } from './modules/sessions/sessions.router.ts'
import { auditRouter } from './modules/system/audit.router.ts'
import { lookupsRouter } from './modules/system/lookups.router.ts'
import { systemRouter } from './modules/system/system.router.ts'
import { loggingRouter } from './modules/training/logging.router.ts'
import { trainingRouter } from './modules/training/training.router.ts'
import { translationsRouter } from './modules/translations/translations.router.ts'
import { usersAdminRouter } from './modules/users/admin.router.ts'
import { usersRouter } from './modules/users/users.router.ts'
import { devMailPage } from './pages/devMail.ts'
import { docsPages } from './pages/docs.ts'
import { webAppPages } from './pages/webApp.ts'
import type { Mailbox } from './utils/mailbox.ts'
import { version } from './version.ts'

/** Creates the application. `mailbox` is set if mail stays on this machine. */
export function createApp(ctx: Context, mailbox?: Mailbox): Express {
  const csrf = createCsrf(ctx.config)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('trust proxy', ctx.config.trustedProxies)

  app.use(requestId(ctx.newId), measure, requestLog(ctx.logger), detectLanguage)
  app.use(securityHeaders(ctx.config.isProduction))
  app.use(cors({ origin: [...ctx.config.allowedOrigins], credentials: true, maxAge: 600 }))
  app.use(systemRouter(ctx))
  app.use(rateLimit(ctx.config.rateLimitPerMinute), budgets(ctx))
  app.use(stopMailsRouter(ctx))
  app.use(cookieParser())
  app.use(readLogin(ctx), csrf.protect)
  app.use(jsonBody)
  app.use(authRouter(ctx, csrf), captchasRouter(ctx))
  app.use(loginsRouter(ctx))
  app.use(credentialsRouter(ctx), accountDeletionRouter(ctx, csrf))
  app.use(totpRouter(ctx))
  app.use(usersRouter(ctx), mediaRouter(ctx), mailSettingsRouter(ctx))
  app.use(lookupsRouter(ctx), exercisesRouter(ctx))
  app.use(sessionsRouter(ctx))
  app.use(trainingRouter(ctx), loggingRouter(ctx))
  app.use(planningRouter(ctx), seriesRouter(ctx))
  app.use(calendarRouter(ctx))
  app.use(progressRouter(ctx), recordsRouter(ctx))
  app.use(measurementsRouter(ctx))
  app.use(peopleRouter(ctx))
  app.use(pointsRouter(ctx), badgesRouter(ctx), leaderboardRouter(ctx))
  app.use(feedRouter(ctx), translationsRouter(ctx))
  app.use(reportsRouter(ctx))
  app.use(importsRouter(ctx), exportsRouter(ctx))
  app.use(privacyRouter(ctx))
  app.use(usersAdminRouter(ctx), pointsAdminRouter(ctx), reportsAdminRouter(ctx), auditRouter(ctx))
  app.use('/api/v1', docsPages(version))
  if (mailbox) app.use(devMailPage(mailbox))
  app.use(webAppPages())

  app.use(() => {
    throw notFound('errors.notFound.route')
  })
  app.use(errorHandler(ctx))
  return app
}
