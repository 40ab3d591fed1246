import { Alert, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import { forgetAthlete } from './accountQueries.ts'
import { useDeleteMe } from './deletionQueries.ts'
import { ProofForm } from './proofForm.tsx'
import { useTotp } from './totpQueries.ts'

/** Deletes the account. Says what happens and when, and asks for the password and the code. */
export function DeleteAccount() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: totp } = useTotp()
  const remove = useDeleteMe()
  const [isAsking, setIsAsking] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const goBack = () => {
    setIsAsking(false)
    remove.reset()
    title.current?.focus()
  }
  const asks = totp?.isEnabled ? (['password', 'code'] as const) : (['password'] as const)
  return (
    <Paper className="fvSurface">
      <Title order={2} size="h4" mb="sm" ref={title} tabIndex={-1}>
        {t('deletion.title')}
      </Title>
      {remove.data ? (
        <Alert color="pine" role="status" title={t('deletion.started')}>
          <Stack gap="sm">
            <Text size="sm">
              {t('deletion.startedHint', { when: format.dateTime(remove.data.erasesAt) })}
            </Text>
            <Group>
              <Button variant="default" onClick={() => void forgetAthlete()}>
                {t('deletion.leave')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ) : (
        <Stack gap="sm">
          <List size="sm" spacing={4}>
            <List.Item>{t('deletion.atOnce')}</List.Item>
            <List.Item>{t('deletion.sevenDays')}</List.Item>
            <List.Item>{t('deletion.afterwards')}</List.Item>
            <List.Item>{t('deletion.stays')}</List.Item>
          </List>
          {isAsking ? (
            <ProofForm
              label={t('deletion.title')}
              action={t('deletion.action')}
              asks={asks}
              isDangerous
              isBusy={remove.isPending}
              error={remove.error}
              onSubmit={({ password, code }, options) =>
                remove.mutate({ password, ...(totp?.isEnabled && { code }) }, options)
              }
              onBack={goBack}
            />
          ) : (
            <Button
              variant="default"
              c="red"
              onClick={() => setIsAsking(true)}
              disabled={totp === undefined}
            >
              {t('deletion.begin')}
            </Button>
          )}
        </Stack>
      )}
    </Paper>
  )
}
