import { ActionIcon, Menu } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon, type IconName } from './icon.tsx'

/** The state a menu passes to the dialog it opens. */
export interface DialogState {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** An entry of the menu: opens a page, acts at once, or opens a dialog. */
export type Action = {
  readonly label: string
  readonly icon?: IconName
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  /** False hides the entry. Its dialog stays mounted, so that it can finish closing. */
  readonly isOffered?: boolean
} & (
  | { readonly to: string }
  | { readonly onChoose: () => void }
  | { readonly renderDialog: (state: DialogState) => ReactNode }
)

interface ActionMenuProps {
  /** Name of the item the menu belongs to. */
  readonly name: string
  readonly actions: readonly Action[]
  /** Drops the frame, for menus in a list. */
  readonly isPlain?: boolean
  readonly isBusy?: boolean
}

/** A three-dot button that opens the less frequent actions on an item. */
export function ActionMenu({ name, actions, isPlain = false, isBusy = false }: ActionMenuProps) {
  const { t } = useTranslation()
  const [openDialog, setOpenDialog] = useState<string | null>(null)
  const close = () => setOpenDialog(null)
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
                  onClick={
                    'renderDialog' in action ? () => setOpenDialog(action.label) : action.onChoose
                  }
                />
              ),
            )}
        </Menu.Dropdown>
      </Menu>
      {actions.map(
        (action) =>
          'renderDialog' in action && (
            <Fragment key={action.label}>
              {action.renderDialog({ isOpen: openDialog === action.label, onClose: close })}
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
