import type { importsApi } from '@fitvibe/contract'
import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ImportProblemsProps {
  readonly problems: readonly importsApi.Problem[]
  readonly count: number
}

/** Rows with a value that could not be read, each with its line and the reason. */
export function ImportProblems({ problems, count }: ImportProblemsProps) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <Paper className="fvSurface">
      <details className="fvDetails">
        <summary>{t('imports.problems', { count })}</summary>
        <table className="fvWork">
          <thead>
            <tr>
              <th scope="col">{t('imports.line')}</th>
              <th scope="col">{t('imports.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.line} ${problem.code} ${problem.found}`}>
                <th scope="row">{problem.line}</th>
                <td>
                  {problem.message} {problem.found && `“${problem.found}”`} (
                  {problem.isLeftOut ? t('imports.leftOut') : t('imports.taken')})
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Paper>
  )
}
