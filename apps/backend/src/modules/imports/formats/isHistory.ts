import { decode } from '../../../csv/decode.ts'

/** Whether a file is JSON; a table begins with the name of a column. */
export const isHistory = (bytes: Uint8Array) =>
  /^[\s\uFEFF]*[{[]/.test(decode(bytes.subarray(0, 1_024)).text)
