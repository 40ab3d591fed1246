import type { enRewards } from './enRewards.ts'
import type { SameKeys } from './sameKeys.ts'

export const deRewards: SameKeys<typeof enRewards> = {
  streak: {
    title: 'Wochen in Folge',
    weeks_one: 'Woche in Folge',
    weeks_other: 'Wochen in Folge',
    longest_one: 'Am längsten: {{count}} Woche',
    longest_other: 'Am längsten: {{count}} Wochen',
    thisWeek: 'Diese Woche: {{done}} von {{planned}} gemacht',
  },
  badges: {
    name: 'Abzeichen',
    lead: 'Fürs Dranbleiben, nicht für das meiste Gewicht.',
    count: '{{earned}} von {{all}} verdient',
    earned: 'Verdient',
    open: 'Noch offen',
    none: 'Noch keines',
    noneHint: 'Schließe ein Training ab: Damit kommt das erste Abzeichen.',
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
      'Deinen Namen und deine Punkte sehen die, die dir folgen und selbst mitmachen. Sonst sieht sie niemand, und mehr wird nicht gezeigt. Machst du nicht mehr mit, verschwindest du sofort aus jeder Liste.',
    on: 'Du machst jetzt mit.',
    off: 'Du machst nicht mehr mit.',
    out: 'Du machst nicht mit',
    outHint:
      'Niemand sieht dich in einer Liste, und du siehst niemanden. Mach mit, um zu vergleichen.',
    alone: 'Bisher nur du',
    aloneHint: 'Wem du folgst, erscheint hier, sobald er oder sie auch mitmacht.',
    period: 'Zeitraum',
    periods: { week: 'Diese Woche', month: 'Dieser Monat', all: 'Insgesamt' },
    rank: 'Rang',
    athlete: 'Name',
    you: 'du',
  },
}
