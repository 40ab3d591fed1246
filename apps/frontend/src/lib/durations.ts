/**
 * Parses a duration to seconds: `1:30`, `1:02:30`, or digits alone, which fill from the right as on
 * a gym timer (`130` is 1:30, `45` is 0:45, `90` is 1:30). Returns null for an empty text and
 * undefined for anything else.
 */
export function parseDuration(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(/[.,]/g, ':')
  if (plain === '') return null
  const parts = /^\d{1,6}$/.test(plain) ? splitDigits(plain) : splitColons(plain)
  return parts?.reduce((total, part) => total * 60 + part, 0)
}

/** `0:45`, `1:30`, `1:02:30`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

function splitDigits(digits: string): number[] {
  const padded = digits.padStart(6, '0')
  return [padded.slice(0, 2), padded.slice(2, 4), padded.slice(4)].map(Number)
}

function splitColons(text: string): number[] | undefined {
  return /^\d{1,3}(:\d{1,2}){1,2}$/.test(text) ? text.split(':').map(Number) : undefined
}
