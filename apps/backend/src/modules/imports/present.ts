import type { importProgressApi, Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import type { Problem } from '../../csv/cells.ts'

const MAX_PROBLEMS = 1_000

/** Presents the first problems in the caller's language, and how many there are. */
export const presentProblems = (
  { problems, problemCount }: { problems: readonly Problem[]; problemCount: number },
  lang: Language,
) => ({
  problemCount,
  problems: problems.slice(0, MAX_PROBLEMS).map((problem) => ({
    ...problem,
    message: translate(lang, `imports.problems.${problem.code}`),
  })),
})

/** Translates the stored result of a commit, which another login may read in another language. */
export const inLanguage = (
  result: importProgressApi.ImportResult,
  lang: Language,
): importProgressApi.ImportResult => ({
  ...result,
  ...presentProblems(result, lang),
  explanation: translate(lang, 'imports.noPoints'),
})
