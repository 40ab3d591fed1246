/**
 * Finds the habits of English that docs/style.md rules out. It reads comments, documents and texts as
 * plain text, so it can be wrong about a string: rephrase the string.
 */

/** Expressions to avoid, each with what to write instead. Matched in code, comments and documents. */
const EXPRESSIONS = [
  [/\bwhom\b/i, 'name the person: the user, the athlete, the author'],
  [/\bwho(?:so)?ever\b/i, 'the user, every user, anyone who'],
  [/\banew\b/i, 'again'],
  [/\bbut for\b/i, 'except, without'],
  [/\b(?:is|are|was|were|be|been) told\b/i, 'say who gets which message'],
  [/\bas if (?:it|they|he|she|there) had never\b/i, 'say what is deleted'],
  [/\b(?:stands?|stood) for\b/i, 'means, represents'],
  [/\bso that one\b/i, 'name the user'],
  [/\bone['’]s\b/i, 'their, your'],
  [/\boneself\b/i, 'themselves, yourself'],
  [/\bwhat one\b/i, 'what the user'],
  [/\bunder way\b/i, 'in progress, running'],
  [/\blets? pass\b/i, 'accepts, allows'],
  [/\bfor who\b/i, 'for users who'],
  [/\bcall(?:s|ed|ing)? off\b/i, 'cancel, delete'],
  [/\btak(?:e|es|en|ing) back\b|\btook back\b/i, 'undo, revoke, delete'],
  [/\bthereby\b|\bherein\b|\bwhereof\b/i, 'use a second sentence'],
  [/\bif need be\b/i, 'if needed'],
  [/\bpassed by\b|\bpass by\b/i, 'skip'],
]

/** The requirements have a document of their own, which may name their source. */
const SOURCE = [/\bTDD(?:['’]?s)?\b/, 'link docs/requirements.md']

/** A sentence that opens so has no subject of its own, unless it is a question. */
const HEADLESS = /^(?:What|Who|Whose|Which|Lets|Tells) /

/**
 * @param {string} text the content of a file
 * @param {string} file its path; the ending decides how it is read
 * @returns {{ line: number, found: string, advice: string }[]}
 */
export function findHabits(text, file) {
  const rules = file === 'docs/requirements.md' ? EXPRESSIONS : [...EXPRESSIONS, SOURCE]
  const lines = text.split('\n')
  const expressions = lines.flatMap((content, index) =>
    rules.flatMap(([pattern, advice]) => {
      const [found] = pattern.exec(content) ?? []
      return found ? [{ line: index + 1, found, advice }] : []
    }),
  )
  const prose = file.endsWith('.md') ? paragraphsOf(lines) : commentsOf(lines)
  return [...expressions, ...prose.flatMap(headlessIn)].toSorted((a, b) => a.line - b.line)
}

/** @param {{ line: number, text: string }} block */
function headlessIn({ line, text }) {
  return (text.match(/[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]?/g) ?? []).flatMap((sentence) => {
    const found = sentence.trim()
    if (!HEADLESS.test(found) || found.endsWith('?')) return []
    return [{ line, found, advice: 'begin with the subject, or with a verb for a function' }]
  })
}

/** @param {string[]} lines */
function commentsOf(lines) {
  const blocks = []
  let open
  for (const [index, content] of lines.entries()) {
    const start = /^\s*(?:\{?\/\*\*?|\/\/|#(?!!))\s?(.*)$/.exec(content)
    const trailing = start ? null : /\s\/\/ (.*)$/.exec(content)
    const continued = open?.isBlock && !start ? content.replace(/^\s*\*(?!\/)\s?/, '') : undefined
    const isLine = start !== null && !/^\s*\{?\/\*/.test(content)
    if (continued !== undefined) open.text += ` ${withoutEnd(continued)}`
    else if (isLine && open?.isLine) open.text += ` ${start[1]}`
    else if (start || trailing) {
      const [, text = ''] = start ?? trailing ?? []
      open = {
        line: index + 1,
        text: withoutEnd(text),
        isLine,
        isBlock: start && !isLine,
      }
      blocks.push(open)
    } else open = undefined
    if (open?.isBlock && content.includes('*/')) open = undefined
    if (trailing) open = undefined
  }
  return blocks
}

/** Returns the text before the end of a comment. */
const withoutEnd = (text) =>
  text.includes('*/') ? text.slice(0, text.indexOf('*/')).trimEnd() : text

/** @param {string[]} lines */
function paragraphsOf(lines) {
  const blocks = []
  let isCode = false
  for (const [index, content] of lines.entries()) {
    if (/^\s*```/.test(content)) isCode = !isCode
    const isText = !isCode && /^(?:[A-Z*_-]|\d+\.)/.test(content)
    if (isText) blocks.push({ line: index + 1, text: content.replace(/^(?:[-*]|\d+\.)\s+/, '') })
  }
  // A line in the middle of a sentence may well begin with a capital: only paragraphs' first lines count.
  return blocks.filter(({ line }) => line === 1 || /^\s*$|^#|^\s*[-*|]/.test(lines[line - 2] ?? ''))
}
