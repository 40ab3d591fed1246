import { ActionIcon, Menu } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon, type IconName } from './icon.tsx'

/** What a dialog has to know of the menu it is opened from. */
export interface DialogState {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Something to be done about a thing: on another page, at once, or in a dialog. */
export type Action = {
  readonly label: string
  readonly icon?: IconName
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  /** False leaves it out for now; its dialog stays, to close in peace. */
  readonly isOffered?: boolean
} & (
  | { readonly to: string }
  | { readonly onChoose: () => void }
  | { readonly renderDialog: (state: DialogState) => ReactNode }
)

interface ActionMenuProps {
  /** Of the thing it is about. */
  readonly name: string
  readonly actions: readonly Action[]
  /** Without a frame, where many stand below each other. */
  readonly isPlain?: boolean
  readonly isBusy?: boolean
}

/** Three dots that open what one does about a thing less often. */
export function ActionMenu({ name, actions, isPlain = false, isBusy = false }: ActionMenuProps) {
  const { t } = useTranslation()
  const [asking, ask] = useState<string | null>(null)
  const close = () => ask(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            {...(isPlain ? { variant: 'subtle', color: 'gray' } : { variant: 'default' })}
            size={44}
            loading={isBusy}
            aria-label={t('common.actionsFor', { name })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actions
            .filter(({ isOffered = true }) => isOffered)
            .map((action) =>
              'to' in action ? (
                <Menu.Item {...lookOf(action)} key={action.label} component={Link} to={action.to} />
              ) : (
                <Menu.Item
                  {...lookOf(action)}
                  key={action.label}
                  onClick={'renderDialog' in action ? () => ask(action.label) : action.onChoose}
                />
              ),
            )}
        </Menu.Dropdown>
      </Menu>
      {actions.map(
        (action) =>
          'renderDialog' in action && (
            <Fragment key={action.label}>
              {action.renderDialog({ isOpen: asking === action.label, onClose: close })}
            </Fragment>
          ),
      )}
    </>
  )
}

const lookOf = ({ label, icon, isDanger = false, isDisabled = false }: Action) => ({
  children: label,
  ...(icon && { leftSection: <Icon name={icon} /> }),
  ...(isDanger && { className: 'fvDanger' }),
  disabled: isDisabled,
})
