import { afterAll, inject, it } from 'vitest'

/** How many times longer than in `npm test` a suite goes on. */
export const rounds = inject('torture')

/** What `npm run test:torture` goes on for unless told otherwise. */
const USUAL_ROUNDS = 20

/** Milliseconds a test that repeats itself may take before it says how far it came. */
export const budgetMs = inject('tortureBudgetMs')

/** For vitest: the budget, and time to finish what runs. */
export const TIMEOUT_MS = budgetMs + 60_000

export const isLong = rounds > 1

/** For tests that share the budget: whether it is spent, counted from when it is first asked. */
export function timeLimit(): () => boolean {
  let begun: number | undefined
  return () => Date.now() - (begun ??= Date.now()) > budgetMs
}

/** How often something is done: briefly in `npm test`, else as often as the long run usually does. */
export const times = (quick: number, long: number) =>
  isLong ? Math.ceil((long * rounds) / USUAL_ROUNDS) : quick

/** Gathers what a suite has tried and prints it in one line when the suite is over. */
export function reportOf(suite: string) {
  const figures: string[] = []
  const controls = { all: 0, seen: 0 }
  afterAll(() => {
    const power = `${controls.seen} of ${controls.all} missing guards reported`
    const all = controls.all > 0 ? [...figures, power] : figures
    process.stdout.write(`${suite}: ${all.join('; ')}\n`)
  })
  return {
    say: (figure: string) => void figures.push(figure),
    /** A test that the suite fails where a guard is missing. */
    control: (guard: string, test: () => void | Promise<void>) => {
      controls.all += 1
      it(`without ${guard} the drill reports it`, async () => {
        await test()
        controls.seen += 1
      })
    },
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    torture: number
    tortureBudgetMs: number
  }
}
