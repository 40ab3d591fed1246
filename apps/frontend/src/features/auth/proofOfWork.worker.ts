import { type Challenge, solve } from './proofOfWork.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  globalThis.postMessage(solve(data))
})
