import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startEmbedded } from '@fitvibe/embedded-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { migrate } from '../src/db/migrate.ts'

/**
 * Starts PostgreSQL and migrates one template that test files copy, which is faster than migrating
 * again. The first project to ask starts it for all projects of the run.
 */
export default async function setup({ vitest }: TestProject) {
  const root = vitest.getRootProject()
  if ('adminUrl' in root.getProvidedContext()) return undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'fitvibe-tests-'))
  // Nothing in it has to outlive the run.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const postgres = await startEmbedded({ dataDir, settings })
  const template = 'template_fitvibe'
  await query(postgres.url, `create database ${template}`)
  await migrate(urlOf(postgres.url, template))
  root.provide('adminUrl', postgres.url)
  root.provide('dataDir', dataDir)
  root.provide('template', template)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export function urlOf(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).toString()
}

export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    dataDir: string
    template: string
  }
}
