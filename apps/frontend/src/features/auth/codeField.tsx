import { totpApi } from '@fitvibe/contract'
import { Anchor, TextInput, type TextInputProps } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'

import { maxLengthOf } from '../../lib/schemaForm.ts'

interface CodeFieldProps extends TextInputProps {
  readonly field: RefObject<HTMLInputElement | null>
  /** Offers to type a recovery code instead; those have letters and need another keyboard. */
  readonly takesRecoveryCodes: boolean
}

/** A code from the authenticator app or, on request, a recovery code. */
export function CodeField({ field, takesRecoveryCodes, ...props }: CodeFieldProps) {
  const { t } = useTranslation()
  const [isRecovery, setIsRecovery] = useState(false)
  const switchKind = () => {
    // Phones choose the keyboard when the field gets the focus, so the input mode has to change first.
    flushSync(() => setIsRecovery(!isRecovery))
    field.current?.focus()
    field.current?.select()
  }
  return (
    <div>
      <TextInput
        ref={field}
        label={t(isRecovery ? 'secondFactor.recoveryCode' : 'secondFactor.code')}
        description={t(isRecovery ? 'secondFactor.recoveryCodeHint' : 'secondFactor.codeHint')}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={maxLengthOf(totpApi.SecondFactor)}
        required
        errorProps={{ role: 'alert' }}
        {...props}
      />
      {takesRecoveryCodes && (
        <Anchor component="button" type="button" size="sm" className="fvTap" onClick={switchKind}>
          {t(isRecovery ? 'secondFactor.useApp' : 'secondFactor.useRecoveryCode')}
        </Anchor>
      )}
    </div>
  )
}
