import { Anchor, TextInput, type TextInputProps } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'

interface CodeFieldProps extends TextInputProps {
  readonly field: RefObject<HTMLInputElement | null>
  /** Recovery codes have letters: they come with a keyboard of their own. */
  readonly takesRecoveryCodes: boolean
}

/** For a code of the authenticator app or, asked for, one of those kept for the day it is lost. */
export function CodeField({ field, takesRecoveryCodes, ...props }: CodeFieldProps) {
  const { t } = useTranslation()
  const [isRecovery, setIsRecovery] = useState(false)
  const change = () => {
    // A phone chooses its keyboard when the field gets the focus.
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
        maxLength={16}
        required
        errorProps={{ role: 'alert' }}
        {...props}
      />
      {takesRecoveryCodes && (
        <Anchor component="button" type="button" size="sm" className="fvTap" onClick={change}>
          {t(isRecovery ? 'secondFactor.useApp' : 'secondFactor.useRecoveryCode')}
        </Anchor>
      )}
    </div>
  )
}
