import type { Endpoint } from './endpoint.ts'

export const deleteTranslations = {
  method: 'DELETE',
  path: '/privacy/translations',
  access: 'user',
  errors: [],
  summary: "Delete the cached translations of the caller's texts",
  description:
    'Public texts are translated again when somebody reads them in another language. Private texts never ' +
    'are.',
} satisfies Endpoint
