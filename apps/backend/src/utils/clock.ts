/** The current time; a function so that tests can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

export const secondsAfter = (time: Date, seconds: number) =>
  new Date(time.getTime() + seconds * 1_000)

/** Whole seconds from one time to another. */
export const secondsBetween = (from: Date, to: Date) =>
  Math.round((to.getTime() - from.getTime()) / 1_000)

/** Unix time in whole seconds. */
export const unixSeconds = (time: Date) => Math.floor(time.getTime() / 1_000)
