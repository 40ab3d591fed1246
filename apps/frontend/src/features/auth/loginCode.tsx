import { useTranslation } from 'react-i18next'

import type { useLogin } from './accountQueries.ts'
import { ProofForm } from './proofForm.tsx'

interface LoginCodeProps {
  readonly login: ReturnType<typeof useLogin>
  readonly credentials: {
    readonly login: string
    readonly password: string
    readonly keepAccount: boolean | undefined
  }
  readonly onBack: () => void
}

/** The second step of logging in: sends the credentials again with a code. */
export function LoginCode({ login, credentials, onBack }: LoginCodeProps) {
  const { t } = useTranslation()
  const hasTriedCode = login.variables?.code !== undefined
  return (
    <ProofForm
      label={t('secondFactor.title')}
      action={t('auth.logIn')}
      asks={['code']}
      isBusy={login.isPending}
      error={hasTriedCode ? login.error : null}
      onSubmit={({ code }, options) => login.mutate({ ...credentials, code }, options)}
      onBack={onBack}
    />
  )
}
