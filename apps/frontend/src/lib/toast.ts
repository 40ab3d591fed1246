import type { NotificationData } from '@mantine/notifications'

import { i18n } from './i18n.ts'

export function toastSuccess(message: string): void {
  void show({ message, color: 'pine', autoClose: 4_000 })
}

export function toastError(message: string): void {
  void show({ message, color: 'red', autoClose: 7_000, role: 'alert' })
}

/** Loads the library on first use, to keep it out of the first page. */
async function show(toast: NotificationData): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({ ...toast, closeButtonProps: { 'aria-label': i18n.t('common.close') } })
}
