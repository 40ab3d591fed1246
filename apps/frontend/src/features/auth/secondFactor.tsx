import type { Output, totpApi } from '@fitvibe/contract'
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { toastSuccess } from '../../lib/toast.ts'
import { EnrolTotp } from './enrolTotp.tsx'
import { ProofForm } from './proofForm.tsx'
import { RecoveryCodes } from './recoveryCodes.tsx'
import { useDisableTotp, useRenewRecoveryCodes, useTotp } from './totpQueries.ts'

type Task = 'enrol' | 'renew' | 'disable'

/** The state of the second factor and its actions; hidden where the server does not offer it. */
export function SecondFactor() {
  const { t } = useTranslation()
  const { data: totp } = useTotp()
  const [task, setTask] = useState<Task | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  if (!totp?.isOffered && !totp?.isEnabled) return null
  const finish = () => {
    setTask(null)
    setCodes(null)
    title.current?.focus()
  }
  return (
    <Paper className="fvSurface">
      <Group gap="xs" mb="sm">
        <Title order={2} size="h4" ref={title} tabIndex={-1}>
          {t('secondFactor.title')}
        </Title>
        {totp.isEnabled && <Badge variant="light">{t('secondFactor.on')}</Badge>}
      </Group>
      {codes && <RecoveryCodes codes={codes} onStored={finish} />}
      {!codes && !task && <State totp={totp} onChoose={setTask} />}
      {!codes && task === 'enrol' && <EnrolTotp onDone={setCodes} onBack={finish} />}
      {!codes && task === 'renew' && <Renew onDone={setCodes} onBack={finish} />}
      {!codes && task === 'disable' && <Disable onDone={finish} onBack={finish} />}
    </Paper>
  )
}

interface StateProps {
  readonly totp: Output<typeof totpApi.getTotp>
  readonly onChoose: (task: Task) => void
}

function State({ totp, onChoose }: StateProps) {
  const { t } = useTranslation()
  if (!totp.isEnabled) {
    return (
      <Stack gap="sm">
        <Text size="sm">{t('secondFactor.hint')}</Text>
        <Button variant="default" onClick={() => onChoose('enrol')}>
          {t('secondFactor.turnOn')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.codesLeft', { count: totp.recoveryCodesLeft })}</Text>
      <Button variant="default" onClick={() => onChoose('renew')}>
        {t('secondFactor.renew')}
      </Button>
      <Button variant="default" onClick={() => onChoose('disable')}>
        {t('secondFactor.turnOff')}
      </Button>
    </Stack>
  )
}

interface RenewProps {
  readonly onDone: (recoveryCodes: readonly string[]) => void
  readonly onBack: () => void
}

function Renew({ onDone, onBack }: RenewProps) {
  const { t } = useTranslation()
  const renew = useRenewRecoveryCodes()
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.renewHint')}</Text>
      <ProofForm
        label={t('secondFactor.renew')}
        action={t('secondFactor.renew')}
        asks={['password', 'code']}
        isBusy={renew.isPending}
        error={renew.error}
        onSubmit={(proof, options) => renew.mutate(proof, { ...options, onSuccess: onDone })}
        onBack={onBack}
      />
    </Stack>
  )
}

interface DisableProps {
  readonly onDone: () => void
  readonly onBack: () => void
}

function Disable({ onDone, onBack }: DisableProps) {
  const { t } = useTranslation()
  const disable = useDisableTotp()
  const done = () => {
    toastSuccess(t('secondFactor.turnedOff'))
    onDone()
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.turnOffHint')}</Text>
      <ProofForm
        label={t('secondFactor.turnOff')}
        action={t('secondFactor.turnOff')}
        asks={['password', 'code']}
        isBusy={disable.isPending}
        error={disable.error}
        onSubmit={(proof, options) => disable.mutate(proof, { ...options, onSuccess: done })}
        onBack={onBack}
      />
    </Stack>
  )
}
