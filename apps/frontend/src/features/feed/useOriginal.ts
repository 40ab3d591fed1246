import { useState } from 'react'

interface Translated<T> {
  readonly translated: boolean
  readonly language: string | null
  readonly original: T | null
}

/** Switches a shared session between its translation and the original. */
export function useOriginal<T>({ translated, language, original }: Translated<T>) {
  const [isWanted, setIsWanted] = useState(false)
  const shown = isWanted ? original : null
  return {
    /** The texts as written, if the user wants them. */
    original: shown,
    /** Language of the texts on the screen, if it is not that of the page. */
    lang: shown || !translated ? (language ?? undefined) : undefined,
    note: original && {
      language,
      isOriginal: isWanted,
      onToggle: () => setIsWanted((wanted) => !wanted),
    },
  }
}
