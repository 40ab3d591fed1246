import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Crop, fitted, MAX_ZOOM, MIDDLE, moved, type Size, squareOf } from './crop.ts'

export interface Picture {
  readonly file: File
  /** An object URL of the file. */
  readonly url: string
  readonly size: Size
}

interface CropDialogProps {
  readonly picture: Picture
  readonly onClose: () => void
  readonly onCrop: (crop: Crop) => void
}

/** Shows a picture behind a round window; the user drags and zooms it into place. */
export function CropDialog({ picture, onClose, onCrop }: CropDialogProps) {
  const { t } = useTranslation()
  const { size } = picture
  const [crop, setCrop] = useState(MIDDLE)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('profile.crop.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <CropArea picture={picture} crop={crop} onChange={setCrop} />
        <Text size="sm" c="dimmed" ta="center">
          {t('profile.crop.hint')}
        </Text>
        <label className="fvZoom">
          <Text component="span" size="sm" fw={600}>
            {t('profile.crop.zoom')}
          </Text>
          <input
            type="range"
            min={1}
            max={MAX_ZOOM}
            step={0.05}
            value={crop.zoom}
            onChange={(event) =>
              setCrop(fitted({ ...crop, zoom: Number(event.currentTarget.value) }, size))
            }
          />
        </label>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.back')}
          </Button>
          <Button onClick={() => onCrop(crop)}>{t('profile.crop.use')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface CropAreaProps {
  readonly picture: Picture
  readonly crop: Crop
  readonly onChange: (crop: Crop) => void
}

const STEP = 0.05
const ARROWS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

const percent = (share: number) => `${share * 100}%`

function CropArea({ picture: { url, size }, crop, onChange }: CropAreaProps) {
  const { t } = useTranslation()
  const { left, top, side } = squareOf(crop, size)
  const last = useRef({ x: 0, y: 0 })
  const grab = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = { x: event.clientX, y: event.clientY }
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    const { clientX: x, clientY: y, currentTarget: area } = event
    if (!area.hasPointerCapture(event.pointerId)) return
    const edge = area.clientWidth
    onChange(moved(crop, size, { x: (x - last.current.x) / edge, y: (y - last.current.y) / edge }))
    last.current = { x, y }
  }
  const press = (event: KeyboardEvent) => {
    const by = ARROWS[event.key]
    if (!by) return
    event.preventDefault()
    onChange(moved(crop, size, by))
  }
  return (
    <button
      type="button"
      className="fvCrop"
      aria-label={t('profile.crop.area')}
      onPointerDown={grab}
      onPointerMove={drag}
      onKeyDown={press}
    >
      <img
        src={url}
        alt=""
        draggable={false}
        style={{
          width: percent(size.width / side),
          height: percent(size.height / side),
          left: percent(-left / side),
          top: percent(-top / side),
        }}
      />
    </button>
  )
}
