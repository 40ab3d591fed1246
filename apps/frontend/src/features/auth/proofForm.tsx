import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { CodeField } from './codeField.tsx'

interface Proof {
  readonly password: string
  readonly code: string
}

interface ProofFormProps {
  readonly label: string
  readonly action: string
  readonly asks: readonly (keyof Proof)[]
  /** The app's first code: the focus stays with what it is made from. */
  readonly isFirstCode?: boolean
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSubmit: (proof: Proof, options: { onError: (error: Error) => void }) => void
  readonly onBack: () => void
}

/** Asks for what only the owner has: the password, a code of the second factor, or both. */
export function ProofForm(props: ProofFormProps) {
  const { label, action, asks, isFirstCode = false, isBusy, error, onSubmit, onBack } = props
  const { t } = useTranslation()
  const element = useRef<HTMLFormElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const isMissing = (name: keyof Proof) => (value: string) =>
    value.trim() || !asks.includes(name) ? null : t('common.required')
  const form = useForm({
    initialValues: { password: '', code: '' },
    validate: { password: isMissing('password'), code: isMissing('code') },
  })

  useEffect(() => {
    if (!isFirstCode) element.current?.querySelector('input')?.focus()
  }, [isFirstCode])

  const refuse = (error: Error) => {
    const errors = fieldErrors(error)
    if (errors.code) {
      form.setFieldValue('code', '')
      codeField.current?.focus()
    }
    form.setErrors(errors)
  }
  const submit = (event: FormEvent<HTMLFormElement>) =>
    form.onSubmit((proof) => onSubmit(proof, { onError: refuse }))(event)
  return (
    <form ref={element} onSubmit={submit} noValidate aria-label={label}>
      <Stack gap="sm">
        <ErrorNote error={formError(error, asks)} />
        {asks.includes('password') && (
          <PasswordInput
            label={t('account.currentPassword')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
        )}
        {asks.includes('code') && (
          <CodeField
            field={codeField}
            takesRecoveryCodes={!isFirstCode}
            {...form.getInputProps('code')}
          />
        )}
        <Button type="submit" loading={isBusy} fullWidth>
          {action}
        </Button>
        <Button variant="default" onClick={onBack} fullWidth>
          {t('common.back')}
        </Button>
      </Stack>
    </form>
  )
}
