import { Alert, Avatar, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { pictureOf } from '../../components/personAvatar.tsx'
import { toAvatar } from './toAvatar.ts'

interface AvatarFieldProps {
  /** A data URL or an address; empty without a picture. */
  readonly value: string
  readonly initials: string
  readonly onChange: (value: string) => void
}

/** Chooses a picture, which is cropped and shrunk on this device, or removes it. */
export function AvatarField({ value, initials, onChange }: AvatarFieldProps) {
  const { t } = useTranslation()
  const [isUnreadable, setIsUnreadable] = useState(false)
  const choose = async (file: File | null) => {
    if (!file) return
    const avatar = await toAvatar(file)
    setIsUnreadable(avatar === null)
    if (avatar !== null) onChange(avatar)
  }
  return (
    <div>
      <Text component="div" size="sm" fw={600} mb={6}>
        {t('profile.avatar')}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Avatar size={72} radius="xl" color="pine" src={pictureOf(value)} alt="">
          {initials}
        </Avatar>
        <Stack gap={6} align="flex-start">
          <Group gap="xs">
            <FileButton accept="image/*" onChange={(file) => void choose(file)}>
              {(props) => (
                <Button {...props} variant="default">
                  {t('profile.chooseAvatar')}
                </Button>
              )}
            </FileButton>
            {value !== '' && (
              <Button variant="subtle" color="gray" onClick={() => onChange('')}>
                {t('profile.removeAvatar')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('profile.avatarHint')}
          </Text>
        </Stack>
      </Group>
      {isUnreadable && (
        <Alert color="amber" role="alert" mt="sm">
          {t('profile.avatarUnreadable')}
        </Alert>
      )}
    </div>
  )
}
