import { workApi } from '@fitvibe/contract'
import { Menu, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useWords } from '../lib/useWords.ts'
import { Icon } from './icon.tsx'

type SetType = workApi.Work['setType']

interface SetMenuProps {
  readonly setType: SetType
  readonly label: string
  readonly context: string
  readonly onChange: (setType: SetType) => void
  readonly onRemove: () => void
}

/** The number of a set; opens a menu that changes its kind or removes it. */
export function SetMenu({ setType, label, context, onChange, onRemove }: SetMenuProps) {
  const { t } = useTranslation()
  const words = useWords()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className="fvSetNumber"
          data-kind={setType}
          aria-label={t('plan.setMenu', { what: context, kind: words.setType(setType) })}
        >
          {setType === 'working' ? label : t(`setMark.${setType}`)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('plan.kind')}</Menu.Label>
        {workApi.Work.shape.setType.options.map((kind) => (
          <Menu.Item
            key={kind}
            aria-current={kind === setType || undefined}
            rightSection={kind === setType && <Icon name="check" size={18} />}
            onClick={() => onChange(kind)}
          >
            {words.setType(kind)}
          </Menu.Item>
        ))}
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
