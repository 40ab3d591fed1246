import { createRequire } from 'node:module'

/** Of the package, such as `0.1.0`. */
export const { version } = createRequire(import.meta.url)('../package.json') as { version: string }
