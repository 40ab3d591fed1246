import { NativeSelect, type NativeSelectProps } from '@mantine/core'

interface ChoiceProps<T extends string> extends Omit<
  NativeSelectProps,
  'data' | 'value' | 'onChange'
> {
  readonly options: readonly T[]
  readonly labelOf: (option: T) => string
  readonly value: T | null
  readonly onChange: (value: T | null) => void
  /** Label of an empty option; without it, the user must choose a value. */
  readonly none?: string
}

/** A select for one value of a fixed vocabulary; uses the device's own picker. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { options, labelOf, value, onChange, none, ...rest } = props
  return (
    <NativeSelect
      {...rest}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        onChange(options.find((option) => option === chosen) ?? null)
      }}
      data={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...options.map((option) => ({ value: option, label: labelOf(option) })),
      ]}
    />
  )
}
