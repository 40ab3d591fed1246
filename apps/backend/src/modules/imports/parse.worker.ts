import { parentPort } from 'node:worker_threads'

import { AppError } from '../../errors.ts'
import { encodeFile, outlined } from './importFile.ts'
import { parseFile, type ParseAnswer, type ParseMessage } from './parseFile.service.ts'

/** A thread that parses files, one after the other. Any error but a refusal ends it. */
parentPort?.on('message', (message: ParseMessage) => void answer(message))

async function answer({ hasSets, ...task }: ParseMessage): Promise<void> {
  try {
    const { file, kept, digest } = await parseFile(task)
    send({ file: encodeFile(hasSets ? file : outlined(file)), kept: new Uint8Array(kept), digest })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, key, options } = error
    send({ refusal: { code, key, options } })
  }
}

function send(answer: ParseAnswer): void {
  const moved = 'file' in answer ? [answer.file.buffer, answer.kept.buffer] : []
  parentPort?.postMessage(answer, moved as ArrayBuffer[])
}
