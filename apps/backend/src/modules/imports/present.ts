import type { importsApi } from '@fitvibe/contract'

import { translate, type Language } from '../../config/i18n.ts'
import type { Problem } from '../../csv/cells.ts'
import type { Import } from './imports.repository.ts'

const MAX_PROBLEMS = 1_000

/** Presents the first problems in the caller's language, and how many there are. */
export const presentProblems = (problems: readonly Problem[], lang: Language) => ({
  problemCount: problems.length,
  problems: problems.slice(0, MAX_PROBLEMS).map((problem) => ({
    ...problem,
    message: translate(lang, `imports.problems.${problem.code}`),
  })),
})

export const presentImport = (stored: Import): importsApi.Import => ({
  ...stored,
  createdAt: stored.createdAt.toISOString(),
  committedAt: stored.committedAt?.toISOString() ?? null,
  undoneAt: stored.undoneAt?.toISOString() ?? null,
})
