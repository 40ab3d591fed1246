import { type ChangeEvent, type FocusEvent, useState } from 'react'

import type { Codec } from '../lib/codecs.ts'

/**
 * Accepts free typing: passes on every text that parses, marks the others as invalid, and shows the
 * last valid value in its canonical form once the field loses the focus.
 */
export function useParsedText(
  value: number | null,
  codec: Codec,
  onChange: (value: number | null) => void,
) {
  const [draft, setDraft] = useState<string | null>(null)
  const isInvalid = draft !== null && codec.parse(draft) === undefined
  const inputProps = {
    value: draft ?? codec.format(value),
    inputMode: codec.inputMode,
    autoComplete: 'off',
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const text = event.currentTarget.value
      setDraft(text)
      const parsed = codec.parse(text)
      if (parsed !== undefined) onChange(parsed)
    },
    onBlur: () => setDraft(null),
  } as const
  return { inputProps, isInvalid }
}
