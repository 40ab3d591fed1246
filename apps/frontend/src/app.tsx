import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense } from 'react'
import { I18nextProvider } from 'react-i18next'
import { BrowserRouter, Route, Routes } from 'react-router'

import { ErrorBoundary } from './components/errorBoundary.tsx'
import { i18n } from './lib/i18n.ts'
import { queryClient } from './lib/queryClient.ts'
import { styleNonce } from './lib/strictCsp.ts'
import { cssVariables, theme } from './lib/theme.ts'
import { BrokenPage } from './routes/brokenPage.tsx'
import { HomeRoute } from './routes/home.tsx'
import { NotFoundRoute } from './routes/notFound.tsx'
import { RequireLogin } from './routes/requireLogin.tsx'
import { Shell } from './routes/shell.tsx'

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

const Toasts = page(async () => (await import('./components/toasts.tsx')).Toasts)

// Pages load on first visit; the previous page stays visible until then.
const publicPages = {
  login: page(async () => (await import('./routes/login.tsx')).LoginRoute),
  register: page(async () => (await import('./routes/register.tsx')).RegisterRoute),
  verify: page(async () => (await import('./routes/verify.tsx')).VerifyRoute),
  resend: page(async () => (await import('./routes/resend.tsx')).ResendRoute),
  forgot: page(async () => (await import('./routes/forgot.tsx')).ForgotRoute),
  'keep-account': page(async () => (await import('./routes/keepAccount.tsx')).KeepAccountRoute),
  'stop-mails': page(async () => (await import('./routes/stopMails.tsx')).StopMailsRoute),
  export: page(async () => (await import('./routes/openExport.tsx')).OpenExportRoute),
  privacy: page(async () => (await import('./routes/legal.tsx')).PrivacyRoute),
  terms: page(async () => (await import('./routes/legal.tsx')).TermsRoute),
  reset: page(async () => (await import('./routes/reset.tsx')).ResetRoute),
  feed: page(async () => (await import('./routes/feed.tsx')).FeedRoute),
  'feed/:id': page(async () => (await import('./routes/feedSession.tsx')).FeedSessionRoute),
}

const athletePages = {
  exercises: page(async () => (await import('./routes/exercises.tsx')).ExercisesRoute),
  sessions: page(async () => (await import('./routes/sessions.tsx')).SessionsRoute),
  'sessions/new': page(async () => (await import('./routes/sessionNew.tsx')).SessionNewRoute),
  'sessions/log': page(async () => (await import('./routes/sessionLog.tsx')).SessionLogRoute),
  'sessions/:id': page(async () => (await import('./routes/session.tsx')).SessionRoute),
  'sessions/:id/edit': page(
    async () => (await import('./routes/sessionEdit.tsx')).SessionEditRoute,
  ),
  'sessions/:id/do': page(async () => (await import('./routes/sessionDo.tsx')).SessionDoRoute),
  series: page(async () => (await import('./routes/series.tsx')).SeriesRoute),
  imports: page(async () => (await import('./routes/imports.tsx')).ImportsRoute),
  progress: page(async () => (await import('./routes/progress.tsx')).ProgressRoute),
  'progress/exercises/:id': page(
    async () => (await import('./routes/exerciseProgress.tsx')).ExerciseProgressRoute,
  ),
  'progress/body': page(async () => (await import('./routes/body.tsx')).BodyRoute),
  people: page(async () => (await import('./routes/people.tsx')).PeopleRoute),
  'people/:username': page(async () => (await import('./routes/person.tsx')).PersonRoute),
  reports: page(async () => (await import('./routes/reports.tsx')).ReportsRoute),
  points: page(async () => (await import('./routes/points.tsx')).PointsRoute),
  badges: page(async () => (await import('./routes/badges.tsx')).BadgesRoute),
  leaderboard: page(async () => (await import('./routes/leaderboard.tsx')).LeaderboardRoute),
  'verify-email': page(async () => (await import('./routes/verifyEmail.tsx')).VerifyEmailRoute),
  data: page(async () => (await import('./routes/privacyAndData.tsx')).PrivacyAndDataRoute),
  profile: page(async () => (await import('./routes/profile.tsx')).ProfileRoute),
}

const routesOf = (pages: Record<string, ComponentType>) =>
  Object.entries(pages).map(([path, Page]) => <Route key={path} path={path} element={<Page />} />)

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={i18n}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
          getStyleNonce={() => styleNonce}
        >
          <Suspense>
            <Toasts />
          </Suspense>
          <ErrorBoundary fallback={<BrokenPage />}>
            <BrowserRouter>
              <Routes>
                <Route element={<Shell />}>
                  <Route index element={<HomeRoute />} />
                  {routesOf(publicPages)}
                  <Route element={<RequireLogin />}>{routesOf(athletePages)}</Route>
                  <Route path="*" element={<NotFoundRoute />} />
                </Route>
              </Routes>
            </BrowserRouter>
          </ErrorBoundary>
        </MantineProvider>
      </I18nextProvider>
    </QueryClientProvider>
  )
}
