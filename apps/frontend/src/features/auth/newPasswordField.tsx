import { List, PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'

const rules = [
  ['length', /^.{12,128}$/s],
  ['cases', /(?=.*[a-z])(?=.*[A-Z])/s],
  ['digit', /[0-9]/],
  ['symbol', /[^A-Za-z0-9]/],
] as const

export function isStrongPassword(password: string): boolean {
  return rules.every(([, pattern]) => pattern.test(password))
}

interface NewPasswordFieldProps extends PasswordInputProps {
  readonly value: string
}

/** A new password with its rules, ticked off while one types. */
export function NewPasswordField({ value, ...props }: NewPasswordFieldProps) {
  const { t } = useTranslation()
  return (
    <div>
      <PasswordInput autoComplete="new-password" required value={value} {...props} />
      <List size="sm" mt={6} listStyleType="none" aria-label={t('auth.passwordRules')}>
        {rules.map(([rule, pattern]) => {
          const isMet = pattern.test(value)
          return (
            <List.Item key={rule} c={isMet ? 'var(--fv-accent)' : 'dimmed'} className="fvRule">
              {isMet ? <Icon name="check" size={16} /> : <span aria-hidden>·</span>}
              {t(`auth.rule.${rule}`)}
            </List.Item>
          )
        })}
      </List>
    </div>
  )
}
