import { Avatar, Badge, Menu, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { Confirm } from '../../components/confirm.tsx'
import { Icon } from '../../components/icon.tsx'
import { initialsOf, smallPicture } from '../../components/personAvatar.tsx'
import { useMe } from '../../lib/me.ts'
import { useLogout } from './accountQueries.ts'

interface AccountMenuProps {
  /** Number of pending follow requests. */
  readonly requests: number
  /** Number of logged sets that have not been sent yet. */
  readonly unsent: number
}

export function AccountMenu({ requests, unsent }: AccountMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const logout = useLogout()
  const { data: me } = useMe()
  const [isConfirming, setIsConfirming] = useState(false)
  if (!me) return null
  const name = me.alias ?? me.username
  const logOut = async () => {
    setIsConfirming(false)
    await navigate('/')
    logout.mutate()
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton
            className="fvAccount"
            aria-label={[
              t('nav.account', { name }),
              ...(requests > 0 ? [t('people.requestsWaiting', { count: requests })] : []),
            ].join(', ')}
          >
            <Avatar
              radius="xl"
              size={36}
              color="pine"
              src={smallPicture(me.avatarUrl)}
              alt=""
              aria-hidden
            >
              {initialsOf(name)}
            </Avatar>
            {requests > 0 && <span className="fvDot" aria-hidden />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{name}</Menu.Label>
          <Menu.Item component={Link} to="/profile" leftSection={<Icon name="user" />}>
            {t('nav.profile')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            to="/people"
            leftSection={<Icon name="people" />}
            rightSection={requests > 0 && <Badge aria-hidden>{requests}</Badge>}
          >
            {t('people.title')}
          </Menu.Item>
          <Menu.Item component={Link} to="/points" leftSection={<Icon name="star" />}>
            {t('nav.points')}
          </Menu.Item>
          {me.role === 'admin' && (
            <Menu.Item component={Link} to="/reports" leftSection={<Icon name="flag" />}>
              {t('reports.queue')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="logout" />}
            onClick={() => (unsent > 0 ? setIsConfirming(true) : void logOut())}
          >
            {t('nav.logOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        isOpen={isConfirming}
        title={t('nav.logOut')}
        text={t('live.lost', { count: unsent })}
        action={t('nav.logOut')}
        isBusy={logout.isPending}
        onClose={() => setIsConfirming(false)}
        onConfirm={() => void logOut()}
      />
    </>
  )
}
