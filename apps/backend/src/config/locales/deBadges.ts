import type { Messages } from './en.ts'

export const deBadges: Messages['badges'] = {
  types: {
    first_session: { name: 'Erste Einheit', description: 'Schließe eine Einheit ab.' },
    planned_week: {
      name: 'Eine Woche nach Plan',
      description: 'Plane mindestens zwei Einheiten für eine Woche und mache sie alle.',
    },
    streak_4_weeks: {
      name: 'Vier Wochen in Folge',
      description: 'Halte deinen eigenen Plan vier Wochen in Folge ein.',
    },
    streak_12_weeks: {
      name: 'Zwölf Wochen in Folge',
      description: 'Halte deinen eigenen Plan zwölf Wochen in Folge ein.',
    },
    streak_26_weeks: {
      name: 'Ein halbes Jahr in Folge',
      description: 'Halte deinen eigenen Plan 26 Wochen in Folge ein.',
    },
    streak_52_weeks: {
      name: 'Ein ganzes Jahr in Folge',
      description: 'Halte deinen eigenen Plan 52 Wochen in Folge ein.',
    },
    as_planned_month: {
      name: 'Ein Monat genau nach Plan',
      description:
        'Mache vier Wochen in Folge jede geplante Einheit, jede zu 80 bis 120 % wie geplant.',
    },
    every_weekday: {
      name: 'Jeder Wochentag',
      description: 'Habe an jedem Wochentag trainiert, wann auch immer das war.',
    },
    twelve_months: {
      name: 'Zwölf Monate',
      description: 'Trainiere in zwölf verschiedenen Monaten.',
    },
    whole_body: {
      name: 'Der ganze Körper',
      description:
        'Trainiere Beine, Hüfte, Rücken, Bauch, Brust, Schultern und Arme innerhalb einer Woche.',
    },
    comeback: {
      name: 'Wieder da',
      description: 'Trainiere wieder nach einer Pause von vier Wochen oder mehr.',
    },
    hundred_workouts: {
      name: '100 Einheiten',
      description: 'Schließe 100 Einheiten ab; an einem Tag zählen drei.',
    },
    marathon_badge: {
      name: 'Marathon',
      description: 'Lege in einer Einheit 42,195 km zurück, laufend oder gehend.',
    },
  },
  earnedWith: 'Verdient am {{day}} mit „{{title}}“',
  earned: 'Verdient am {{day}}',
  reached: {
    sessions: 'Einheiten: {{value}} von {{target}}',
    weeks: 'Wochen: {{value}} von {{target}}',
    weekdays: 'Wochentage: {{value}} von {{target}}',
    months: 'Monate: {{value}} von {{target}}',
    regions: 'Körperteile: {{value}} von {{target}}',
    days: '{{value}} Tage nach der Einheit davor',
    metres: '{{km}} km',
  },
}
