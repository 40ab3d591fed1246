import { describe, expect, it } from 'vitest'

import type { ExerciseType } from './effort.ts'
import { implausibleIn } from './plausible.ts'
import { blankWork, type Work } from './sets.ts'

const judge = (name: string, type: ExerciseType | null, set: Partial<Work>) =>
  implausibleIn({ name, type }, { ...blankWork, ...set })

describe('implausibleIn', () => {
  it.each<[string | null, string, ExerciseType | null, Partial<Work>]>([
    ['speed', 'Run', 'cardio', { distance: 5_000, durationSec: 15 }],
    ['speed', 'Running, Treadmill', 'cardio', { distance: 5_000, durationSec: 300 }],
    ['speed', 'Laufen', null, { distance: 42_195, durationSec: 3_600 }],
    ['speed', 'Cycling', 'cardio', { distance: 5_000, durationSec: 100 }],
    ['speed', 'Sled Push', 'strength', { distance: 100, durationSec: 5 }],
    ['load', 'Squat', 'strength', { load: 1_500, reps: 5 }],
    ['reps', 'Squat', 'strength', { load: 20, reps: 5_001 }],
    ['duration', 'Plank', 'strength', { durationSec: 86_401 }],
    ['pace', 'Rope Jumping', 'cardio', { reps: 301, durationSec: 30 }],
    [null, 'Run', 'cardio', { distance: 5_000, durationSec: 755 }],
    [null, 'Sprint run', 'cardio', { distance: 100, durationSec: 9 }],
    [null, 'Cycling', 'cardio', { distance: 5_000, durationSec: 200 }],
    [null, 'Leg Press', 'strength', { load: 1_000, reps: 1 }],
    [null, 'Plank', 'strength', { durationSec: 86_400 }],
    [null, 'Run', 'cardio', { distance: 5_000 }],
    [null, 'Pull Up (Assisted)', 'strength', { load: -400, reps: 5 }],
  ])('finds %s in %s, %s, %j', (figure, name, type, set) => {
    expect(judge(name, type, set)).toBe(figure)
  })
})
