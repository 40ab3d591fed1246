import { Button } from '@mantine/core'
import { Suspense, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Outlet, useLocation, NavigationType, useNavigationType } from 'react-router'

import { ErrorBoundary } from '../components/errorBoundary.tsx'
import { Icon } from '../components/icon.tsx'
import { Logo } from '../components/logo.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { AccountMenu } from '../features/auth/accountMenu.tsx'
import { RefusedEmailNote } from '../features/mails/refusedEmailNote.tsx'
import { useRequestCount } from '../features/people/peopleQueries.ts'
import { usePoints } from '../features/points/pointsQueries.ts'
import { ConsentBanner } from '../features/privacy/consentBanner.tsx'
import { LanguageSelect } from '../features/profile/languageSelect.tsx'
import { useSendSets } from '../features/training/setQueue.ts'
import { useMe } from '../lib/me.ts'
import { useFormat } from '../lib/useFormat.ts'
import { BrokenPage } from './brokenPage.tsx'
import { Navigation } from './navigation.tsx'

/** The frame around every page: header, navigation and main content. */
export function Shell() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const { pathname } = useLocation()
  const requests = useRequestCount(Boolean(me))
  const { waiting, isStuck } = useSendSets()
  useScrollToTop(pathname)
  return (
    <div className={me ? 'fvShell fvShellMember' : 'fvShell'}>
      <a href="#content" className="fvSkip">
        {t('nav.skip')}
      </a>
      <header className="fvHeader">
        <Link to="/" className="fvHome" aria-label={t('nav.home')}>
          <Logo />
        </Link>
        <div className="fvHeaderEnd">
          <LanguageSelect />
          {me && <PointsLink />}
          {me && <AccountMenu requests={requests} unsent={waiting} />}
          {me === null && pathname !== '/login' && (
            <Button component={Link} to="/login" variant="light">
              {t('auth.logIn')}
            </Button>
          )}
        </div>
      </header>
      {me && <Navigation />}
      <main id="content" className="fvMain" tabIndex={-1}>
        {isStuck && (
          <p className="fvWaiting" role="status">
            {t('live.waiting', { count: waiting })}
          </p>
        )}
        {me && <RefusedEmailNote me={me} />}
        {me && <ConsentBanner />}
        <ErrorBoundary key={pathname} fallback={<BrokenPage />}>
          <Suspense fallback={<CardSkeletons />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  )
}

/** Scrolls new pages to the top; going back, the browser restores the position. */
function useScrollToTop(pathname: string): void {
  const navigation = useNavigationType()
  useLayoutEffect(() => {
    if (pathname && navigation !== NavigationType.Pop) window.scrollTo(0, 0)
  }, [pathname, navigation])
}

function PointsLink() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: points } = usePoints()
  const total = points ? format.number(points.total) : '–'
  return (
    <Link to="/points" className="fvPointsLink" aria-label={t('nav.pointsTotal', { total })}>
      <Icon name="star" size={18} />
      {total}
    </Link>
  )
}
