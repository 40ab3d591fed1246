import { pino, stdTimeFunctions, type Logger } from 'pino'

/**
 * Creates a logger of JSON lines for Loki: `ts`, `level`, `msg`, `requestId`, `userId`, `module`.
 * Callers never pass personal data or secrets; the redaction is only a second line of defence.
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
    // Writes lines in batches, ten times a second: single writes took a tenth of the server's time.
    pino.destination({ sync: false, minLength: 4_096, periodicFlush: 100 }),
  )
}
