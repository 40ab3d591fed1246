import { usersApi, Visibility } from '@fitvibe/contract'
import { Stack, Text, TextInput, Title } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { maxLengthOf } from '../../lib/schemaForm.ts'
import { AvatarField } from './avatarField.tsx'
import type { Draft } from './profileDraft.ts'
import type { ProfileChange } from './profileQueries.ts'

interface PublicFieldsProps {
  readonly me: usersApi.Me
  readonly form: UseFormReturnType<Draft, ProfileChange>
}

const body = usersApi.updateMe.body.shape

/** The part of the profile that other people see: name, picture, and who may see it. */
export function PublicFields({ me, form }: PublicFieldsProps) {
  const { t } = useTranslation()
  const { visibility } = form.values
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('profile.public')}
      </Title>
      <TextInput
        label={t('profile.alias')}
        description={t('profile.aliasHint', { username: me.username })}
        maxLength={maxLengthOf(body.alias)}
        {...form.getInputProps('alias')}
      />
      <AvatarField me={me} />
      <Choice
        label={t('profile.visibility')}
        options={Visibility.options}
        labelOf={(option) => t(`profile.visibilities.${option}`)}
        value={visibility}
        onChange={(chosen) => chosen && form.setValues({ visibility: chosen })}
      />
      <Text size="sm" c="dimmed" aria-live="polite">
        {t(`profile.visibilityHints.${visibility}`)}
      </Text>
    </Stack>
  )
}
