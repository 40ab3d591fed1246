/** The work a suggestion proposes for next time; null leaves the number as it is. */
export interface NextWork {
  readonly sets: number | null
  readonly reps: number | null
  readonly load: number | null
}
