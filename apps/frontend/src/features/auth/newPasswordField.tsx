import { authApi } from '@fitvibe/contract'
import { List, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { PasswordField } from '../../components/passwordField.tsx'

/** The listed rules, each with the contract's issues that break it. */
const rules = [
  ['length', ['too_small', 'too_big']],
  ['cases', ['passwordUpper', 'passwordLower']],
  ['digit', ['passwordDigit']],
  ['symbol', ['passwordSymbol']],
] as const

interface NewPasswordFieldProps extends PasswordInputProps {
  readonly value: string
}

/** A new password with its rules, ticked off while the user types. */
export function NewPasswordField({ value, ...props }: NewPasswordFieldProps) {
  const { t } = useTranslation()
  const broken = issuesOf(value)
  return (
    <div>
      <PasswordField autoComplete="new-password" required value={value} {...props} />
      <List size="sm" mt={6} listStyleType="none" aria-label={t('auth.passwordRules')}>
        {rules.map(([rule, issues]) => {
          const isMet = !issues.some((issue) => broken.has(issue))
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

/** Codes and messages of the rules of the contract that a password breaks. */
function issuesOf(password: string): ReadonlySet<string> {
  const { error } = authApi.Password.safeParse(password)
  return new Set(error?.issues.flatMap(({ code, message }) => [code, message]))
}
