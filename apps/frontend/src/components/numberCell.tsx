import type { KeyboardEvent } from 'react'

import type { Codec } from '../lib/codecs.ts'
import { useParsedText } from './parsedText.ts'

interface NumberCellProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly codec: Codec
  readonly placeholder?: string
  readonly onEnter?: (input: HTMLInputElement) => void
}

/** A number in a grid of sets. Screen readers hear the label; sighted users see the heading. */
export function NumberCell(props: NumberCellProps) {
  const { label, value, onChange, codec, placeholder, onEnter } = props
  const { inputProps, isInvalid } = useParsedText(value, codec, onChange)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onEnter?.(event.currentTarget)
  }
  return (
    <input
      {...inputProps}
      className="fvCell"
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      placeholder={placeholder}
      enterKeyHint="next"
      onKeyDown={onKeyDown}
    />
  )
}
