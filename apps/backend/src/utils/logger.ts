import { pino, stdTimeFunctions, type Logger } from 'pino'

/**
 * JSON lines for Loki: `ts`, `level`, `msg`, `requestId`, `userId`, `module`. What could name a
 * person or open a door is never passed in; the redaction is the second line of defence.
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => stdTimeFunctions.isoTime().replace('"time"', '"ts"'),
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.password', '*.email', '*.token', '*.authorization', '*.cookie', 'err.body'],
    },
    pino.destination({ sync: false, minLength: 0 }),
  )
}
