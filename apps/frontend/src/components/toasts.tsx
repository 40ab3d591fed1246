import { Notifications } from '@mantine/notifications'

/** Where results are told. */
export function Toasts() {
  return <Notifications position="top-center" containerWidth={420} />
}
