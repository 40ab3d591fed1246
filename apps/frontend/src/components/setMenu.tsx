import { workApi } from '@fitvibe/contract'
import { SIDES } from '@fitvibe/training/sets'
import { Menu, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useWords } from '../lib/useWords.ts'
import { Icon } from './icon.tsx'

type Kind = Pick<workApi.Work, 'setType' | 'side' | 'load'>

interface SetMenuProps {
  readonly set: Kind
  /** Whether the exercise has loads, which may be help. */
  readonly hasLoad: boolean
  readonly label: string
  readonly context: string
  readonly onChange: (change: Partial<Kind>) => void
  readonly onRemove: () => void
}

/** The number of a set; opens a menu that changes its kind, its side or its help, or removes it. */
export function SetMenu({ set, hasLoad, label, context, onChange, onRemove }: SetMenuProps) {
  const { t } = useTranslation()
  const words = useWords()
  const { setType, side, load } = set
  const kind = [words.setType(setType), side && words.side(side)].filter(Boolean).join(', ')
  const mark = setType === 'working' ? label : t(`setMark.${setType}`)
  return (
    // Stays while a small screen scrolls to its last entries.
    <Menu position="bottom-start" hideDetached={false}>
      <Menu.Target>
        <UnstyledButton
          className="fvSetNumber"
          data-kind={setType}
          aria-label={t('plan.setMenu', { what: context, kind })}
        >
          {side ? `${mark} ${t(`sideMark.${side}`)}` : mark}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('plan.kind')}</Menu.Label>
        {workApi.Work.shape.setType.options.map((option) => (
          <Choice
            key={option}
            label={words.setType(option)}
            isChosen={option === setType}
            onChoose={() => onChange({ setType: option })}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{t('plan.side')}</Menu.Label>
        {[null, ...SIDES].map((option) => (
          <Choice
            key={option ?? 'both'}
            label={option ? words.side(option) : t('side.both')}
            isChosen={option === side}
            onChoose={() => onChange({ side: option })}
          />
        ))}
        {hasLoad && load !== null && load !== 0 && (
          <>
            <Menu.Divider />
            <Choice
              label={t('plan.isHelp')}
              isChosen={load < 0}
              onChoose={() => onChange({ load: -load })}
            />
          </>
        )}
        <Menu.Divider />
        <Menu.Item
          className="fvDanger"
          leftSection={<Icon name="trash" size={18} />}
          onClick={onRemove}
        >
          {t('plan.removeSet')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Choice({ label, isChosen, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      aria-current={isChosen || undefined}
      rightSection={isChosen && <Icon name="check" size={18} />}
      onClick={onChoose}
    >
      {label}
    </Menu.Item>
  )
}
