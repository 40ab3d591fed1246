import { useCallback, useState } from 'react'

const prefix = 'fitvibe.draft.'

/**
 * State that outlives a reload of the page: phones drop pages between two sets. What is stored is
 * passed over unless `isCurrent`.
 */
export function useStoredState<T>(
  key: string,
  initial: () => T,
  isCurrent: (stored: T) => boolean,
) {
  const [value, setValue] = useState<T>(() => {
    const stored = read(key) as T | null
    return stored && isCurrent(stored) ? stored : initial()
  })

  const store = useCallback(
    (next: (current: T) => T) => {
      setValue((current) => {
        const changed = next(current)
        localStorage.setItem(prefix + key, JSON.stringify(changed))
        return changed
      })
    },
    [key],
  )
  const forget = useCallback(() => localStorage.removeItem(prefix + key), [key])

  return [value, store, forget] as const
}

/** On logging out nothing of the athlete's stays on the device. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) localStorage.removeItem(key)
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
  } catch {
    return null
  }
}
