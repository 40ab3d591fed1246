import { parseSync, Visitor } from 'oxc-parser'
import { analyse } from 'scslre'

export interface Pattern {
  readonly source: string
  readonly flags: string
}

/** Stands in for a pattern that is put together at run time, which nothing can check. */
export const DYNAMIC = 'dynamic'

/** Returns the regular expressions in the text of a module. */
export function patternsIn(file: string, text: string): (Pattern | typeof DYNAMIC)[] {
  const found: (Pattern | typeof DYNAMIC)[] = []
  const constructed = ({ callee, arguments: [first] }: Call) => {
    if (callee.type === 'Identifier' && callee.name === 'RegExp' && !first?.regex)
      found.push(DYNAMIC)
  }
  new Visitor({
    Literal({ regex }: { regex?: { pattern: string; flags: string } }) {
      if (regex) found.push({ source: regex.pattern, flags: regex.flags })
    },
    NewExpression: constructed as never,
    CallExpression: constructed as never,
  } as never).visit(parseSync(file, text).program)
  return found
}

interface Call {
  readonly callee: { readonly type: string; readonly name?: string }
  readonly arguments: readonly { readonly regex?: unknown }[]
}

/**
 * Whether the time of a search grows with the length of the text alone: no backtracking over two
 * repetitions that match the same characters, and no repetition that begins at every character.
 */
export function isLinear({ source, flags }: Pattern): boolean {
  // A sticky search begins at one place only.
  const reportTypes = { Move: !flags.includes('y'), Self: true, Trade: true }
  return analyse({ source, flags }, { reportTypes, maxReports: 1 }).reports.length === 0
}
