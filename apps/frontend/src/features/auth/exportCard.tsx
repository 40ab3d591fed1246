import type { privacyApi } from '@fitvibe/contract'
import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import { useDataExport, useRequestExport } from './exportQueries.ts'
import { ProofForm } from './proofForm.tsx'
import { useTotp } from './totpQueries.ts'

/** Requests a file with everything that is stored about the user, and says how far it is. */
export function ExportCard() {
  const { t } = useTranslation()
  const { data: totp } = useTotp()
  const { data: state } = useDataExport()
  const request = useRequestExport()
  const [isAsking, setIsAsking] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const leave = () => {
    setIsAsking(false)
    request.reset()
    title.current?.focus()
  }
  const asks = totp?.isEnabled ? (['password', 'code'] as const) : (['password'] as const)
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4" ref={title} tabIndex={-1}>
            {t('data.export')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('data.exportHint')}
          </Text>
        </div>
        {state && <StateText state={state} />}
        {isAsking ? (
          <ProofForm
            label={t('data.export')}
            action={t('data.request')}
            asks={asks}
            isBusy={request.isPending}
            error={request.error}
            onSubmit={({ password, code }, options) =>
              request.mutate(
                { password, ...(totp?.isEnabled && { code }) },
                { ...options, onSuccess: leave },
              )
            }
            onBack={leave}
          />
        ) : (
          <Button
            variant="default"
            onClick={() => setIsAsking(true)}
            disabled={totp === undefined || !state || state.status === 'preparing'}
          >
            {t('data.begin')}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}

function StateText({ state }: { readonly state: privacyApi.ExportState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const when = state.expiresAt ? format.dateTime(state.expiresAt) : ''
  return (
    <Text size="sm" role="status">
      {state.status !== 'none' && t(`data.states.${state.status}`, { when })}
    </Text>
  )
}
