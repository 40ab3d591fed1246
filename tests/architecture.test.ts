import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const page = readFileSync(new URL('docs/architecture.md', root), 'utf8')
const [text = '', tree = '', ...rest] = page.split('```')
const prose = [text, ...rest].join('\n')

/** The paths of the tree. Names are indented by two spaces below their folder. */
const listed = new Set(pathsOf(tree))

/** The folders of the repository, each with all folders above it. */
const folders = new Set(
  execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .flatMap((file) => withParents(file.split('/').slice(0, -1)))
    .filter((folder) => !folder.startsWith('.')),
)

describe('docs/architecture.md', () => {
  it('lists paths that exist', () => {
    expect(listed.size).toBeGreaterThan(30)
    expect([...listed].filter((path) => !existsSync(new URL(path, root)))).toEqual([])
  })

  it('lists every folder beside a listed one', () => {
    const known = new Set([...listed].flatMap((path) => withParents(path.split('/'))))
    const open = new Set(
      [...known].filter((path) => folders.has(path)).map((path) => parentOf(path)),
    )
    const missing = [...folders].filter((path) => open.has(parentOf(path)) && !known.has(path))

    expect(missing).toEqual([])
  })

  it('describes every module', () => {
    const [, table = ''] = prose.split('## Modules')
    const described = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
    const modules = [...folders].flatMap((path) => /^.*\/modules\/(\w+)$/.exec(path)?.[1] ?? [])

    expect(described.toSorted()).toEqual(modules.toSorted())
  })

  it('names files that exist', () => {
    const named = [...prose.matchAll(/`(\w[^`\s*:]*\/[^`\s*:]*)`/g)].map(([, path]) => path ?? '')
    const missing = named.filter(
      (path) => !['', 'apps/backend/src/'].some((base) => existsSync(new URL(base + path, root))),
    )

    expect(named.length).toBeGreaterThan(20)
    expect(missing).toEqual([])
  })
})

function pathsOf(block: string): string[] {
  const above: string[] = []
  return block.split('\n').flatMap((line) => {
    const [, indent = '', name] = /^( *)(\S+)/.exec(line) ?? []
    if (!name) return []
    above.length = indent.length / 2
    above.push(name.replace(/\/$/, ''))
    return above.join('/')
  })
}

function withParents(parts: readonly string[]): string[] {
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}
