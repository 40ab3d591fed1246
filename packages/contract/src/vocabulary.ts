import { ADHERENCE_STATUSES } from '@fitvibe/training/adherence'
import { EXERCISE_TYPES } from '@fitvibe/training/effort'
import { METRICS } from '@fitvibe/training/metrics'
import { SET_TYPES } from '@fitvibe/training/sets'
import { z } from 'zod'

/** The kinds of training; what a session mostly consists of decides which one it counts as. */
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
export const Metric = z.enum(METRICS).describe('What a set of it is measured in')
export type Metric = z.infer<typeof Metric>

export const SetType = z.enum(SET_TYPES).describe('Kind of set; warm-ups count in no total')
export type SetType = z.infer<typeof SetType>

export const SessionStatus = z.enum(['planned', 'completed', 'canceled'])
/** How what was planned was met. */
export const AdherenceStatus = z
  .enum(ADHERENCE_STATUSES)
  .describe('Completed from 80 % of the planned work, partial below; moved: done on another day')
export type AdherenceStatus = z.infer<typeof AdherenceStatus>

/** Of a profile. */
export const Visibility = z.enum(['private', 'public'])
export const SessionVisibility = z
  .enum(['private', 'followers', 'public'])
  .describe('Who may see it once completed: nobody else, followers, or anyone')
export type SessionVisibility = z.infer<typeof SessionVisibility>

export const FitnessLevel = z.enum(['beginner', 'intermediate', 'advanced'])
export const TrainingFrequency = z.enum(['none', 'monthly', 'weekly', 'daily'])
export const Gender = z.enum(['female', 'male', 'diverse', 'undisclosed'])
export const Unit = z.enum(['kg', 'lb']).describe('Unit weights are shown in; the API speaks kg')
export const Role = z.enum(['user', 'admin'])
export const AccountStatus = z
  .enum(['inactive', 'active', 'suspended', 'archived'])
  .describe('Inactive until the address is verified; suspended by an administrator')
export type AccountStatus = z.infer<typeof AccountStatus>

/** How much of a series a request is meant for. */
export const Scope = z
  .enum(['this', 'following', 'all'])
  .describe('How much of its series: this session, it and those that follow, or all')
export type Scope = z.infer<typeof Scope>
