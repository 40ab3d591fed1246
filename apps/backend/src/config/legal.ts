import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { Language, type consentsApi } from '@fitvibe/contract'

/** A document that users agree to. */
interface LegalText {
  readonly version: string
  /** The operator's own texts; undefined for ours. */
  readonly texts: Readonly<Record<Language, string>> | undefined
}

export type Legal = Readonly<Record<consentsApi.LegalDocument, LegalText>>

/** Version of our texts. A change of their meaning needs another one, so that users are asked again. */
const OUR_VERSION = '2026-11-29'
const MAX_LENGTH = 100_000
const HEAD = /^Version: ([\w.-]{1,32})\r?\n/

/**
 * Reads the operator's terms and privacy notice from `legal/terms.en.md` and the like in the data folder.
 * Returns ours for a document without files.
 * @throws Error for a document that lacks a language, or whose languages differ in their version
 */
export async function loadLegal(dataDir: string): Promise<Legal> {
  return {
    terms: await loadDocument(dataDir, 'terms'),
    privacy: await loadDocument(dataDir, 'privacy'),
  }
}

async function loadDocument(
  dataDir: string,
  document: consentsApi.LegalDocument,
): Promise<LegalText> {
  const files = await Promise.all(
    Language.options.map((language) => load(join(dataDir, 'legal', `${document}.${language}.md`))),
  )
  const found = files.filter((file) => file !== undefined)
  const [first] = found
  if (!first) return { version: OUR_VERSION, texts: undefined }
  const names = Language.options.map((language) => `${document}.${language}.md`).join(' and ')
  if (found.length < files.length) throw new Error(`legal: ${names} must all be there.`)
  if (found.some(({ version }) => version !== first.version))
    throw new Error(`legal: ${names} must have the same version.`)
  const texts = Language.options.map((language, index) => [language, found[index]?.text ?? ''])
  return { version: first.version, texts: Object.fromEntries(texts) as Record<Language, string> }
}

async function load(file: string): Promise<{ version: string; text: string } | undefined> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (content === undefined) return undefined
  const [head, version] = HEAD.exec(content) ?? []
  if (!head || !version || content.length > MAX_LENGTH)
    throw new Error(`${file} must begin with a line such as "Version: 2026-11-29".`)
  return { version, text: content.slice(head.length).trim() }
}
