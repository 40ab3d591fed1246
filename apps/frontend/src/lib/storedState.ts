import { useCallback, useState } from 'react'

import { useMe } from './me.ts'

const prefixOf = (owner: string) => `fitvibe.draft.${owner}.`

/**
 * State that survives a reload, because phones drop pages between two sets. Stored per logged-in
 * user. Ignores a stored value unless `isCurrent`.
 */
export function useStoredState<T>(
  key: string,
  initial: () => T,
  isCurrent: (stored: T) => boolean,
) {
  const owner = useMe().data?.id ?? ''
  const [value, setValue] = useState<T>(() => {
    const stored = read(owner, key) as T | null
    return stored && isCurrent(stored) ? stored : initial()
  })

  const store = useCallback(
    (next: (current: T) => T) => {
      setValue((current) => {
        const changed = next(current)
        storeDraft(owner, key, changed)
        return changed
      })
    },
    [owner, key],
  )
  const deleteValue = useCallback(() => storeDraft(owner, key, null), [owner, key])

  return [value, store, deleteValue] as const
}

export function draftText(owner: string, key: string): string | null {
  return localStorage.getItem(prefixOf(owner) + key)
}

/** Stores a value on the device; null deletes it. */
export function storeDraft(owner: string, key: string, value: unknown): void {
  if (value === null) localStorage.removeItem(prefixOf(owner) + key)
  else localStorage.setItem(prefixOf(owner) + key, JSON.stringify(value))
}

/** Deletes everything a user has stored on the device, as on logging out. */
export function deleteDrafts(owner: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefixOf(owner))) localStorage.removeItem(key)
  }
}

function read(owner: string, key: string): unknown {
  try {
    return JSON.parse(draftText(owner, key) ?? 'null')
  } catch {
    return null
  }
}
