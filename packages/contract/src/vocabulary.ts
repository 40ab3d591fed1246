import { ADHERENCE_STATUSES } from '@fitvibe/training/adherence'
import { EXERCISE_TYPES } from '@fitvibe/training/effort'
import { METRICS } from '@fitvibe/training/metrics'
import { SET_TYPES } from '@fitvibe/training/sets'
import { z } from 'zod'

/**
 * The languages of texts, mails and exercise names. `name` is the language's own name; `locale`
 * formats dates and numbers if the browser prefers no region.
 */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-GB' },
  de: { name: 'Deutsch', locale: 'de-DE' },
} as const
export type Language = keyof typeof LANGUAGES
export const DEFAULT_LANGUAGE: Language = 'en'
export const Language = z
  .enum(Object.keys(LANGUAGES) as Language[])
  .describe('Language of texts and mail')

/** The kinds of training. A session counts as the kind that takes most of its time. */
export const ExerciseType = z.enum(EXERCISE_TYPES).describe('Kind of training')
export type ExerciseType = z.infer<typeof ExerciseType>

export const Muscle = z.enum([
  'abdominals',
  'abductors',
  'adductors',
  'biceps',
  'calves',
  'chest',
  'forearms',
  'glutes',
  'hamstrings',
  'lats',
  'lower_back',
  'neck',
  'quadriceps',
  'shoulders',
  'traps',
  'triceps',
  'upper_back',
])
export type Muscle = z.infer<typeof Muscle>

export const Equipment = z.enum([
  'bodyweight',
  'barbell',
  'dumbbell',
  'ez_bar',
  'kettlebell',
  'cable',
  'machine',
  'band',
  'medicine_ball',
  'exercise_ball',
  'foam_roller',
  'other',
])
export type Equipment = z.infer<typeof Equipment>

/** The measures that the user enters for a set of an exercise. */
export const Metric = z.enum(METRICS).describe('How a set of the exercise is measured')
export type Metric = z.infer<typeof Metric>

export const SetType = z.enum(SET_TYPES).describe('Kind of set; totals leave warm-ups out')
export type SetType = z.infer<typeof SetType>

export const SessionStatus = z.enum(['planned', 'completed', 'canceled'])
/** How far a session met its plan. */
export const AdherenceStatus = z
  .enum(ADHERENCE_STATUSES)
  .describe('Completed from 80 % of the planned work, partial below; moved: done on another day')
export type AdherenceStatus = z.infer<typeof AdherenceStatus>

/** Of a profile. */
export const Visibility = z.enum(['private', 'public'])
export const SessionVisibility = z
  .enum(['private', 'followers', 'public'])
  .describe(
    'Audience of the completed session: only the athlete, followers, or everyone. `followers` of a ' +
      'public profile are everyone who wants to be: such a profile accepts every follower',
  )
export type SessionVisibility = z.infer<typeof SessionVisibility>

export const FitnessLevel = z.enum(['beginner', 'intermediate', 'advanced'])
export const TrainingFrequency = z.enum(['none', 'monthly', 'weekly', 'daily'])
export const Gender = z.enum(['female', 'male', 'diverse', 'undisclosed'])
export const Unit = z
  .enum(['kg', 'lb'])
  .describe('Unit for showing weights; the API always uses kg')
export const DistanceUnit = z
  .enum(['km', 'mi'])
  .describe('Unit for showing distances and paces; the API always uses m')
export type DistanceUnit = z.infer<typeof DistanceUnit>
export const WeekStart = z
  .enum(['monday', 'sunday', 'saturday'])
  .describe('First day of the week in charts, sums, streaks and the leaderboard')
export type WeekStart = z.infer<typeof WeekStart>
export const Role = z.enum(['user', 'admin'])
export const AccountStatus = z
  .enum(['inactive', 'active', 'suspended', 'archived', 'deleting', 'erasing'])
  .describe(
    'Inactive until the address is verified; suspended by an administrator; deleting for seven days ' +
      'after the user deleted it, erasing afterwards',
  )
export type AccountStatus = z.infer<typeof AccountStatus>

/** The part of a series that a request applies to. */
export const Scope = z
  .enum(['this', 'following', 'all'])
  .describe('Part of the series: this session, this and all following ones, or all')
export type Scope = z.infer<typeof Scope>
