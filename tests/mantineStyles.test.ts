import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const SOURCES = 'apps/frontend/src'
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

/** Returns the components of Mantine that a source imports. */
const componentsIn = (source: string): string[] =>
  [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  )

const styleOf = (component: string) => `@mantine/core/styles/${component}.css`

it('the style sheet has the styles of every component that the web app uses', () => {
  const files = readdirSync(`${root}${SOURCES}`, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => name.endsWith('.tsx'))
  const used = new Set(sources.flatMap((name) => componentsIn(read(`${SOURCES}/${name}`))))
  const sheet = read(`${SOURCES}/styles/mantine.css`)

  const styled = [...used].filter((name) => existsSync(`${root}node_modules/${styleOf(name)}`))
  const missing = styled.filter((name) => !sheet.includes(`'${styleOf(name)}'`))

  expect(styled.length).toBeGreaterThan(15)
  expect(missing).toEqual([])
})
