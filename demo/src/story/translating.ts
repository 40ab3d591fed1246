import { setTimeout } from 'node:timers/promises'

import { feedApi, type sessionsApi } from '@fitvibe/contract'

import type { TranslationPeer } from '../../../apps/backend/tests/translationPeer.ts'
import { fact, heading, line } from '../print.ts'
import type { Athlete } from './athlete.ts'

const STEPS = 30
const STEP_MS = 100

/** Jonas reads Ada's session in German, translated by a server on this machine in place of DeepL. */
export async function translate(
  { name, client }: Athlete,
  author: Athlete,
  { id }: Pick<sessionsApi.Session, 'id'>,
  peer: TranslationPeer,
): Promise<void> {
  heading(`${name} reads the session of ${author.name} in German`)
  const read = () => client.send(feedApi.getFeedSession, { params: { id } })
  let shared = await read()
  // The first read asks for the translation; no request waits for it.
  for (let step = 0; step < STEPS && !shared.translated; step += 1) {
    await setTimeout(STEP_MS)
    shared = await read()
  }
  fact('Title', shared.title)
  if (shared.original) {
    fact('Original', `${shared.original.title} (${shared.language})`)
    fact('Requests', String(peer.received.length))
  } else {
    const { key, url = '' } = peer.config()
    line('The server translates nothing. Start it with these settings to see a translation:')
    line(`AI_TRANSLATION_PROVIDER=deepl AI_TRANSLATION_KEY=${key} AI_TRANSLATION_URL=${url}`)
  }
}
