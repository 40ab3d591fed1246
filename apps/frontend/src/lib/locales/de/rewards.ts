import type { rewards as english } from '../en/rewards.ts'
import type { Translated } from '../translated.ts'

export const rewards: Translated<typeof english> = {
  streak: {
    title: 'Wochen in Folge',
    weeks_one: 'Woche in Folge',
    weeks_other: 'Wochen in Folge',
    longest_one: 'Am längsten: {{count}} Woche',
    longest_other: 'Am längsten: {{count}} Wochen',
    thisWeek: 'Diese Woche: {{done}} von {{planned}} gemacht',
    thisWeekMore: 'Diese Woche: {{done}} gemacht, {{planned}} geplant',
  },
  badges: {
    name: 'Abzeichen',
    lead: 'Fürs Dranbleiben, nicht für das meiste Gewicht.',
    count: '{{earned}} von {{all}} verdient',
    earned: 'Verdient',
    open: 'Noch offen',
    none: 'Noch keines',
    noneHint: 'Mach ein Training und hol dir das erste Abzeichen.',
    toSession: '„{{title}}“ ansehen',
    new_one: 'Neues Abzeichen',
    new_other: 'Neue Abzeichen',
    all: 'Alle Abzeichen',
  },
  leaderboard: {
    name: 'Rangliste',
    lead: 'Du und alle, denen du folgst, nach Punkten.',
    takePart: 'Mitmachen',
    takePartHint:
      'Deinen Namen und deine Punkte sehen nur Follower, die selbst mitmachen. Mehr zeigen wir nicht. Machst du nicht mehr mit, verschwindest du sofort aus jeder Liste.',
    on: 'Du machst jetzt mit.',
    off: 'Du machst nicht mehr mit.',
    out: 'Du machst nicht mit',
    outHint:
      'Niemand sieht dich in einer Liste, und du siehst niemanden. Mach mit, um zu vergleichen.',
    alone: 'Bisher nur du',
    aloneHint: 'Leute, denen du folgst, erscheinen hier, sobald sie mitmachen.',
    period: 'Zeitraum',
    periods: { week: 'Diese Woche', month: 'Dieser Monat', all: 'Insgesamt' },
    rank: 'Rang',
    athlete: 'Name',
    you: 'du',
  },
}
