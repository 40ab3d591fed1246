import type { Output, totpApi } from '@fitvibe/contract'
import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { CopyButton } from '../../components/copyButton.tsx'
import { takeFocus } from '../../lib/takeFocus.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { ProofForm } from './proofForm.tsx'
import { useConfirmTotp, useEnrolTotp } from './totpQueries.ts'
import { grouped } from './totpText.ts'

interface StepProps {
  readonly onDone: (recoveryCodes: readonly string[]) => void
  readonly onBack: () => void
}

/** Turns the second factor on: asks for the password, shows the secret, asks for a first code. */
export function EnrolTotp({ onDone, onBack }: StepProps) {
  const { t } = useTranslation()
  const enrol = useEnrolTotp()
  if (enrol.data) return <FirstCode totp={enrol.data} onDone={onDone} onBack={onBack} />
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.turnOnHint')}</Text>
      <ProofForm
        label={t('secondFactor.turnOn')}
        action={t('secondFactor.continue')}
        asks={['password']}
        isBusy={enrol.isPending}
        error={enrol.error}
        onSubmit={({ password }, options) => enrol.mutate(password, options)}
        onBack={onBack}
      />
    </Stack>
  )
}

interface FirstCodeProps extends StepProps {
  readonly totp: Output<typeof totpApi.enrolTotp>
}

function FirstCode({ totp, onDone, onBack }: FirstCodeProps) {
  const { t } = useTranslation()
  const confirm = useConfirmTotp()
  const done = (recoveryCodes: readonly string[]) => {
    toastSuccess(t('secondFactor.turnedOn'))
    onDone(recoveryCodes)
  }
  return (
    <Stack gap="sm">
      <Title order={3} size="h5" ref={takeFocus} tabIndex={-1}>
        {t('secondFactor.scan')}
      </Title>
      <img src={totp.qr} alt={t('secondFactor.qr')} className="fvQr" />
      <Anchor href={totp.uri} size="sm" ta="center" className="fvTap">
        {t('secondFactor.openApp')}
      </Anchor>
      <div>
        <Text size="sm">{t('secondFactor.secret')}</Text>
        <Text ff="monospace">{grouped(totp.secret)}</Text>
      </div>
      <CopyButton text={totp.secret}>{t('secondFactor.copySecret')}</CopyButton>
      <ProofForm
        label={t('secondFactor.turnOn')}
        action={t('secondFactor.turnOn')}
        asks={['code']}
        isFirstCode
        isBusy={confirm.isPending}
        error={confirm.error}
        onSubmit={({ code }, options) => confirm.mutate(code, { ...options, onSuccess: done })}
        onBack={onBack}
      />
    </Stack>
  )
}
