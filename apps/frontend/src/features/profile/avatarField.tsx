import type { usersApi } from '@fitvibe/contract'
import { Alert, Avatar, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { initialsOf } from '../../components/personAvatar.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useDeleteAvatar, usePutAvatar } from './avatarQueries.ts'
import { AvatarUpload } from './avatarUpload.tsx'
import { CropDialog, type Picture } from './cropDialog.tsx'
import { cutSquare, sizeOf } from './cutSquare.ts'

/** The user's picture: drop, take or choose one, cut a square out of it, and send it; or remove it. */
export function AvatarField({ me }: { readonly me: usersApi.Me }) {
  const { t } = useTranslation()
  const upload = usePutAvatar()
  const removal = useDeleteAvatar()
  const [picture, setPicture] = useState<Picture | null>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const [isOver, setIsOver] = useState(false)

  const choose = async (file: File | null | undefined) => {
    if (!file) return
    const size = await sizeOf(file)
    setIsUnreadable(size === null)
    if (size) setPicture({ file, size, url: URL.createObjectURL(file) })
  }
  const close = () => {
    if (picture) URL.revokeObjectURL(picture.url)
    setPicture(null)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    void choose(event.dataTransfer.files[0])
  }
  const remove = () => {
    upload.reset()
    removal.mutate(undefined, { onSuccess: () => toastSuccess(t('profile.upload.removed')) })
  }
  const isBusy = upload.isPending || removal.isPending

  return (
    <div
      className={isOver ? 'fvDrop fvDropOver' : 'fvDrop'}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Text component="div" size="sm" fw={600} mb={6}>
        {t('profile.avatar')}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Avatar size={72} radius="50%" color="pine" src={me.avatarUrl} alt="">
          {initialsOf(me.alias ?? me.username)}
        </Avatar>
        <Stack gap={6} align="flex-start">
          <Group gap="xs">
            <FileButton accept="image/*" onChange={(file) => void choose(file)}>
              {(props) => (
                <Button {...props} px="sm" variant="default" disabled={isBusy}>
                  {t('profile.chooseAvatar')}
                </Button>
              )}
            </FileButton>
            <FileButton accept="image/*" capture="user" onChange={(file) => void choose(file)}>
              {(props) => (
                <Button
                  {...props}
                  px="sm"
                  variant="default"
                  className="fvTouchOnly"
                  disabled={isBusy}
                >
                  {t('profile.takeAvatar')}
                </Button>
              )}
            </FileButton>
            {me.avatarUrl && (
              <Button px="sm" variant="subtle" color="gray" disabled={isBusy} onClick={remove}>
                {t('profile.removeAvatar')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('profile.avatarHint')}
          </Text>
        </Stack>
      </Group>
      <AvatarUpload upload={upload} />
      {isUnreadable && (
        <Alert color="amber" role="alert" mt="sm">
          {t('profile.avatarUnreadable')}
        </Alert>
      )}
      {picture && (
        <CropDialog
          picture={picture}
          onClose={close}
          onCrop={(crop) => {
            close()
            void cutSquare(picture.file, crop).then((body) =>
              upload.mutate(body, { onSuccess: () => toastSuccess(t('profile.upload.done')) }),
            )
          }}
        />
      )}
    </div>
  )
}
