import { useCallback, useState } from 'react'

import { useMe } from './me.ts'

const prefixOf = (owner: string) => `fitvibe.draft.${owner}.`

/**
 * State that outlives a reload of the page: phones drop pages between two sets. It is the athlete's
 * who is logged in. What is stored is passed over unless `isCurrent`.
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
        keepDraft(owner, key, changed)
        return changed
      })
    },
    [owner, key],
  )
  const forget = useCallback(() => keepDraft(owner, key, null), [owner, key])

  return [value, store, forget] as const
}

export function draftText(owner: string, key: string): string | null {
  return localStorage.getItem(prefixOf(owner) + key)
}

/** Keeps a value on the device; null: keeps it no longer. */
export function keepDraft(owner: string, key: string, value: unknown): void {
  if (value === null) localStorage.removeItem(prefixOf(owner) + key)
  else localStorage.setItem(prefixOf(owner) + key, JSON.stringify(value))
}

/** On logging out nothing of the athlete's stays on the device. */
export function forgetDrafts(owner: string): void {
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
