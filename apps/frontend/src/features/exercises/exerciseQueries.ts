import { type Call, exercisesApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

type Query = NonNullable<Call<typeof exercisesApi.listExercises>['query']>
export type ExerciseFilter = Pick<
  Query,
  'q' | 'type' | 'muscle' | 'equipment' | 'source' | 'archived'
>
export type ExerciseInput = Call<typeof exercisesApi.createExercise>['body']

/** Search results, page by page; the previous results stay visible while new ones load. */
export function useExercises(filter: ExerciseFilter, isEnabled = true) {
  return useCursorPages(
    ['exercises', filter],
    (query, signal) =>
      call(exercisesApi.listExercises, { query: { ...filter, ...query } }, { signal }),
    { enabled: isEnabled, staleTime: 300_000, keepsPrevious: true },
  )
}

/** An exercise by id; null for a name without an exercise. */
export function useExercise(id: string | null) {
  return useQuery({
    queryKey: ['exercise', id],
    enabled: id !== null,
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      call(exercisesApi.getExercise, { params: { id: id ?? '' } }, { signal }),
  })
}

export function useSaveExercise(id: string | null) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: ExerciseInput) =>
      id === null
        ? call(exercisesApi.createExercise, { body })
        : call(exercisesApi.updateExercise, { params: { id }, body }),
  })
}

export function useArchiveExercise() {
  return useMutation({
    mutationFn: (id: string) => call(exercisesApi.archiveExercise, { params: { id } }),
  })
}

export function useRestoreExercise() {
  return useMutation({
    mutationFn: (id: string) => call(exercisesApi.restoreExercise, { params: { id } }),
  })
}

export function useExerciseLinks(exerciseId: string) {
  return useQuery({
    queryKey: ['exerciseLinks', exerciseId],
    queryFn: ({ signal }) =>
      call(exercisesApi.listExerciseLinks, { query: { exerciseId, pageSize: 100 } }, { signal }),
  })
}

export function useLinkExercise() {
  return useMutation({
    mutationFn: (body: Call<typeof exercisesApi.createExerciseLink>['body']) =>
      call(exercisesApi.createExerciseLink, { body }),
  })
}

export function useUndoExerciseLink() {
  return useMutation({
    mutationFn: (id: string) => call(exercisesApi.deleteExerciseLink, { params: { id } }),
  })
}
