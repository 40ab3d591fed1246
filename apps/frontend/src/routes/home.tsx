import { ErrorNote } from '../components/errorNote.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { useMe } from '../lib/me.ts'
import { Dashboard } from './dashboard.tsx'
import { Welcome } from './welcome.tsx'

export function HomeRoute() {
  const { data: me, isPending, error, refetch } = useMe()
  if (isPending) return <CardSkeletons />
  // Unknown whether the user is logged in, so neither page is right.
  if (me === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return me ? <Dashboard name={me.alias ?? me.username} /> : <Welcome />
}
