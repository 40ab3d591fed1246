import { type Call, exercisesApi } from '@fitvibe/contract'
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

type Query = NonNullable<Call<typeof exercisesApi.listExercises>['query']>
export type ExerciseFilter = Pick<Query, 'q' | 'type' | 'muscle' | 'equipment' | 'source'>
export type ExerciseInput = Call<typeof exercisesApi.createExercise>['body']

/** Search results, page by page; the previous results stay visible while new ones load. */
export function useExercises(filter: ExerciseFilter, isEnabled = true) {
  return useInfiniteQuery({
    queryKey: ['exercises', filter],
    enabled: isEnabled,
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call(exercisesApi.listExercises, { query: { ...filter, page: pageParam } }, { signal }),
    getNextPageParam: ({ page, pageSize, total }) => (page * pageSize < total ? page + 1 : null),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
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
