import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

import { Icon } from '../components/icon.tsx'

const links = [
  { to: '/', name: 'today', icon: 'today' },
  { to: '/sessions', name: 'sessions', icon: 'calendar' },
  { to: '/exercises', name: 'exercises', icon: 'dumbbell' },
  { to: '/progress', name: 'progress', icon: 'chart' },
  { to: '/feed', name: 'feed', icon: 'globe' },
  { to: '/points', name: 'points', icon: 'star' },
  { to: '/profile', name: 'profile', icon: 'user' },
] as const

/**
 * One list of links, which the stylesheet puts at the bottom of a phone and at the side of a desktop.
 * The bottom bar leaves out points and profile: phones have them in the header.
 */
export function Navigation() {
  const { t } = useTranslation()
  return (
    <nav className="fvNav" aria-label={t('nav.main')}>
      {links.map(({ to, name, icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className="fvNavLink">
          <Icon name={icon} />
          <span>{t(`nav.${name}`)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
