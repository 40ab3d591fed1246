import type { NotificationData } from '@mantine/notifications'

import { i18n } from './i18n.ts'

export function toastSuccess(message: string): void {
  void show({ message, color: 'pine', autoClose: 4_000 })
}

export function toastError(message: string): void {
  void show({ message, color: 'red', autoClose: 7_000, role: 'alert' })
}

/** Loaded beside the first page and not before it: nothing is said that early. */
async function show(toast: NotificationData): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({ ...toast, closeButtonProps: { 'aria-label': i18n.t('common.close') } })
}
