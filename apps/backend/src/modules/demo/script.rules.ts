import { startOf } from '../../utils/calendar.ts'
import { demoYear } from './demoYear.rules.ts'
import { friendsWeeks } from './friends.rules.ts'
import type { Step } from './step.ts'

/** Returns everything that the demo athletes did before `today`, in the order in which they did it. */
export function writeScript(today: string): Step[] {
  const thisWeek = startOf('week', today)
  const steps = [...demoYear(thisWeek), ...friendsWeeks(thisWeek)]
  return steps
    .filter(({ at }) => at < today)
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
}
