import { useTranslation } from 'react-i18next'

import type { useLogin } from './accountQueries.ts'
import { ProofForm } from './proofForm.tsx'

interface LoginCodeProps {
  readonly login: ReturnType<typeof useLogin>
  readonly credentials: { readonly login: string; readonly password: string }
  readonly onBack: () => void
}

/** The second step of logging in: the same once more, with a code. */
export function LoginCode({ login, credentials, onBack }: LoginCodeProps) {
  const { t } = useTranslation()
  const isTried = login.variables?.code !== undefined
  return (
    <ProofForm
      label={t('secondFactor.title')}
      action={t('auth.logIn')}
      asks={['code']}
      isBusy={login.isPending}
      error={isTried ? login.error : null}
      onSubmit={({ code }, options) => login.mutate({ ...credentials, code }, options)}
      onBack={onBack}
    />
  )
}
