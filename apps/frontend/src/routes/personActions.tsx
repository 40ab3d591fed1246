import type { peopleApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import type { Action } from '../components/actionMenu.tsx'
import { BlockDialog } from '../features/people/blockDialog.tsx'
import { ReportDialog } from '../features/reports/reportDialog.tsx'
import type { Subject } from '../features/reports/reportQueries.ts'

interface About {
  readonly person: Pick<peopleApi.Profile, 'username' | 'alias'>
  readonly subject: Subject
  /** Title of the session or name of the person. */
  readonly subjectName: string
  readonly onBlocked?: (() => void) | undefined
}

/** Reporting and blocking, for the menus of a person and of their sessions. */
export function usePersonActions({ person, subject, subjectName, onBlocked }: About): Action[] {
  const { t } = useTranslation()
  return [
    {
      label: t('reports.report'),
      icon: 'flag',
      renderDialog: (state) => <ReportDialog {...state} subject={subject} name={subjectName} />,
    },
    {
      label: t('people.block', { name: person.alias ?? person.username }),
      icon: 'lock',
      isDanger: true,
      renderDialog: (state) => <BlockDialog {...state} person={person} onBlocked={onBlocked} />,
    },
  ]
}
