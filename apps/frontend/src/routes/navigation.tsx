import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

import { Icon } from '../components/icon.tsx'

const places = [
  { to: '/', name: 'today', icon: 'today' },
  { to: '/sessions', name: 'sessions', icon: 'calendar' },
  { to: '/exercises', name: 'exercises', icon: 'dumbbell' },
  { to: '/progress', name: 'progress', icon: 'chart' },
  { to: '/feed', name: 'feed', icon: 'globe' },
  { to: '/points', name: 'points', icon: 'star' },
  { to: '/profile', name: 'profile', icon: 'user' },
] as const

/**
 * At the bottom of a phone, at the side of a desktop: one list, placed by the stylesheet. Points
 * and profile stand at the side only; a phone has them in its header.
 */
export function Navigation() {
  const { t } = useTranslation()
  return (
    <nav className="fvNav" aria-label={t('nav.main')}>
      {places.map(({ to, name, icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className="fvNavLink">
          <Icon name={icon} />
          <span>{t(`nav.${name}`)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
