import { CardSkeletons } from '../components/skeletons.tsx'
import { useMe } from '../lib/me.ts'
import { Dashboard } from './dashboard.tsx'
import { Welcome } from './welcome.tsx'

export function HomeRoute() {
  const { data: me, isPending } = useMe()
  if (isPending) return <CardSkeletons />
  return me ? <Dashboard name={me.alias ?? me.username} /> : <Welcome />
}
