import { importsApi } from '@fitvibe/contract'

import { unprocessable } from '../../errors.ts'

/** The error for a file that none of the known apps wrote. It names them. */
export const unknownFormat = () =>
  unprocessable('errors.importUnknown', 'body', { apps: importsApi.OTHER_APPS.join(', ') })
