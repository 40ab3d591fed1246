import { Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Codec } from '../lib/codecs.ts'
import { useParsedText } from './parsedText.ts'

interface NumberFieldProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly codec: Codec
  readonly suffix?: string
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly error?: ReactNode
}

/** A labelled field for a number, a mass or a duration. */
export function NumberField({ value, onChange, codec, suffix, error, ...rest }: NumberFieldProps) {
  const { inputProps, isInvalid } = useParsedText(value, codec, onChange)
  return (
    <TextInput
      {...rest}
      {...inputProps}
      error={error ?? isInvalid}
      rightSection={
        suffix && (
          <Text size="sm" c="dimmed">
            {suffix}
          </Text>
        )
      }
    />
  )
}
