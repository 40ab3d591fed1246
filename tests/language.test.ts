import { describe, expect, it } from 'vitest'

import { findHabits } from '../scripts/language.mjs'

const linesOf = (text: string, file = 'example.ts') =>
  findHabits(text, file).map(({ line }) => line)

describe('the language check', () => {
  it.each([
    'Tells whom it concerns.',
    'Starts anew.',
    'All of it but for the sets.',
    'The caller is told later.',
    "Counts one's sessions.",
    'A session that is under way.',
  ])('refuses "%s" in comments, documents and texts', (sentence) => {
    expect(linesOf(`const a = 1\n\n// ${sentence}\n`)).toContain(3)
    expect(linesOf(`# Title\n\n${sentence}\n`, 'docs/page.md')).toContain(3)
    expect(linesOf(`\nexport const text = "${sentence}"\n`)).toContain(2)
  })

  it.each([
    '/** What a set comes to. */',
    '// Who asks for it has it.',
    '/** Counted once. Lets others wait. */',
    '/**\n * Which exercises there are,\n * in order.\n */',
    'const a = 1 // What remains.',
    '# What a checkout has to pass.',
  ])('refuses the headless sentence in %j', (comment) => {
    expect(linesOf(comment)).toEqual([1])
  })

  it('finds a headless sentence wherever it begins in a comment', () => {
    expect(findHabits('/**\n * Returns rows. What is left\n * out is null.\n */', 'a.ts')).toEqual([
      {
        line: 1,
        found: 'What is left out is null.',
        advice: 'begin with the subject, or with a verb for a function',
      },
    ])
  })

  it.each([
    '/** What happens if two devices race? */',
    '/** Whether the session is shared. */',
    'const found = lists.find((one) => one.length > 0)',
    "query.whereIn('id', ids)",
    '/** The user who logs in. */',
  ])('accepts %j', (text) => {
    expect(findHabits(text, 'example.ts')).toEqual([])
  })

  it('lets only the requirements name their source', () => {
    expect(linesOf('As the TDD asks.', 'docs/architecture.md')).toEqual([1])
    expect(linesOf('As the TDD asks.', 'docs/requirements.md')).toEqual([])
  })

  it('reads paragraphs of a document, not its code or the middle of a sentence', () => {
    const page = 'It counts\nWhat follows.\n\n```\nWhat is code\n```\n\nWhat a page says.\n'

    expect(linesOf(page, 'docs/page.md')).toEqual([8])
  })
})
