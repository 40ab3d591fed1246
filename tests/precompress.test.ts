import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { build, resolveConfig } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { precompress } from '../apps/frontend/precompress.ts'

const CONFIG = fileURLToPath(new URL('../apps/frontend/vite.config.ts', import.meta.url))

let root: string
let assets: string
let names: string[]

/** Builds a page with a long script, a short style and a long picture. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fitvibe-build-'))
  await mkdir(join(root, 'src'))
  const words = Array.from({ length: 500 }, (_, index) => `word ${index}`)
  await writeFile(join(root, 'index.html'), '<script type="module" src="/src/main.js"></script>')
  await writeFile(
    join(root, 'src/main.js'),
    `import './main.css'\nimport url from './picture.png'\nconsole.log(url, ${JSON.stringify(words)})`,
  )
  await writeFile(join(root, 'src/main.css'), 'p { color: red }')
  await writeFile(join(root, 'src/picture.png'), Buffer.alloc(20_000))
  await build({ root, configFile: false, logLevel: 'silent', plugins: [precompress()] })
  assets = join(root, 'dist/assets')
  names = await readdir(assets)
})

afterAll(() => rm(root, { recursive: true, force: true }))

describe('a build', () => {
  it('puts copies beside a script that have the same content', async () => {
    const script = names.find((name) => name.endsWith('.js')) ?? ''
    const bytes = await readFile(join(assets, script))

    const [br, gz] = [
      await readFile(join(assets, `${script}.br`)),
      await readFile(join(assets, `${script}.gz`)),
    ]

    expect(brotliDecompressSync(br).equals(bytes)).toBe(true)
    expect(gunzipSync(gz).equals(bytes)).toBe(true)
    expect(br.length).toBeLessThan(bytes.length / 2)
  })

  it('has no copies of short files and of pictures, which would not get smaller', () => {
    const kinds = names.map((name) => name.split('.').slice(1).join('.'))

    expect(kinds.toSorted()).toEqual(['css', 'js', 'js.br', 'js.gz', 'png'])
  })

  it('of the web app makes these copies', async () => {
    const { plugins } = await resolveConfig({ configFile: CONFIG, logLevel: 'silent' }, 'build')

    expect(plugins.map(({ name }) => name)).toContain('precompress')
  })
})
