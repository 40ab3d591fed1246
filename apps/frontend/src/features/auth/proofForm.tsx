import { totpApi } from '@fitvibe/contract'
import { Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { PasswordField } from '../../components/passwordField.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { CodeField } from './codeField.tsx'

interface Proof {
  readonly password: string
  readonly code: string
}

interface ProofFormProps {
  readonly label: string
  readonly action: string
  readonly asks: readonly (keyof Proof)[]
  /** The first code from the app: the focus stays on the QR code and the secret above. */
  readonly isFirstCode?: boolean
  /** Colours the action as a warning. */
  readonly isDangerous?: boolean
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSubmit: (proof: Proof, options: { onError: (error: Error) => void }) => void
  readonly onBack: () => void
}

/** Asks the user to prove who they are: by password, second-factor code, or both. */
export function ProofForm(props: ProofFormProps) {
  const { label, action, asks, isFirstCode = false, isDangerous = false } = props
  const { isBusy, error, onSubmit, onBack } = props
  const { t } = useTranslation()
  const element = useRef<HTMLFormElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const form = useForm({
    initialValues: { password: '', code: '' },
    validate: schemaResolver<Proof>(totpApi.disableTotp.body, {
      bodyOf: (proof) => Object.fromEntries(asks.map((name) => [name, proof[name]])),
    }),
  })

  useEffect(() => {
    if (!isFirstCode) element.current?.querySelector('input')?.focus()
  }, [isFirstCode])

  const showErrors = (error: Error) => {
    const errors = fieldErrors(error)
    if (errors.code) {
      form.setFieldValue('code', '')
      codeField.current?.focus()
    }
    form.setErrors(errors)
  }
  const submit = (event: FormEvent<HTMLFormElement>) =>
    form.onSubmit((proof) => onSubmit(proof, { onError: showErrors }))(event)
  return (
    <form ref={element} onSubmit={submit} noValidate aria-label={label}>
      <Stack gap="sm">
        <ErrorNote error={formError(error, asks)} />
        {asks.includes('password') && (
          <PasswordField
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
        <Button type="submit" loading={isBusy} fullWidth {...(isDangerous && { color: 'red' })}>
          {action}
        </Button>
        <Button variant="default" onClick={onBack} fullWidth>
          {t('common.back')}
        </Button>
      </Stack>
    </form>
  )
}
