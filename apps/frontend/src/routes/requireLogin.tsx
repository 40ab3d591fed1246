import { Navigate, Outlet, useLocation } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { useMe } from '../lib/me.ts'

/** Sends visitors to the login page and brings them back afterwards. */
export function RequireLogin() {
  const me = useMe()
  const { pathname, search } = useLocation()
  if (me.isPending) return <CardSkeletons />
  // A profile that cannot be fetched again must not replace the page, which may hold unsaved input.
  if (me.isLoadingError) return <ErrorNote error={me.error} onRetry={() => void me.refetch()} />
  if (!me.data) {
    return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />
  }
  return <Outlet />
}
