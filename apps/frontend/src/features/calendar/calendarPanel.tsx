import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useCalendar, useRenewCalendar, useTurnOffCalendar } from './calendarQueries.ts'

/** The URL that calendar apps subscribe to; visible only right after it is created. */
export function CalendarPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: calendar } = useCalendar()
  const renew = useRenewCalendar()
  const turnOff = useTurnOffCalendar()
  const [confirming, setConfirming] = useState<'renew' | 'turnOff' | null>(null)
  const close = () => setConfirming(null)
  const url = calendar?.isOn ? renew.data?.url : undefined
  const copy = async (address: string) => {
    await navigator.clipboard.writeText(address)
    toastSuccess(t('calendar.copied'))
  }

  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('calendar.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('calendar.hint')}
        </Text>
        {url && (
          <>
            <TextInput
              label={t('calendar.address')}
              description={t('calendar.once')}
              value={url}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button leftSection={<Icon name="copy" />} onClick={() => void copy(url)}>
              {t('calendar.copy')}
            </Button>
          </>
        )}
        {calendar?.isOn && calendar.since && !url && (
          <Text size="sm">{t('calendar.since', { day: format.dateWithYear(calendar.since) })}</Text>
        )}
        <Group gap="sm">
          <Button
            variant="light"
            loading={renew.isPending}
            onClick={() => (calendar?.isOn ? setConfirming('renew') : renew.mutate())}
          >
            {t(calendar?.isOn ? 'calendar.renew' : 'calendar.make')}
          </Button>
          {calendar?.isOn && (
            <Button variant="default" onClick={() => setConfirming('turnOff')}>
              {t('calendar.turnOff')}
            </Button>
          )}
        </Group>
      </Stack>
      <Confirm
        isOpen={confirming === 'renew'}
        title={t('calendar.renew')}
        text={t('calendar.endsText')}
        action={t('calendar.renew')}
        isBusy={renew.isPending}
        onClose={close}
        onConfirm={() => renew.mutate(undefined, { onSettled: close })}
      />
      <Confirm
        isOpen={confirming === 'turnOff'}
        title={t('calendar.turnOff')}
        text={t('calendar.endsText')}
        action={t('calendar.turnOff')}
        isBusy={turnOff.isPending}
        onClose={close}
        onConfirm={() => turnOff.mutate(undefined, { onSettled: close })}
      />
    </Paper>
  )
}
