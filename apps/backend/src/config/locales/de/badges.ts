import type { Messages } from '../en.ts'

export const badges: Messages['badges'] = {
  types: {
    first_session: { name: 'Erstes Training', description: 'Schließ ein Training ab.' },
    planned_week: {
      name: 'Eine Woche nach Plan',
      description: 'Plan mindestens zwei Trainings für eine Woche und mach sie alle.',
    },
    streak_4_weeks: {
      name: 'Vier Wochen in Folge',
      description: 'Halt deinen eigenen Plan vier Wochen in Folge ein.',
    },
    streak_12_weeks: {
      name: 'Zwölf Wochen in Folge',
      description: 'Halt deinen eigenen Plan zwölf Wochen in Folge ein.',
    },
    streak_26_weeks: {
      name: 'Ein halbes Jahr in Folge',
      description: 'Halt deinen eigenen Plan 26 Wochen in Folge ein.',
    },
    streak_52_weeks: {
      name: 'Ein ganzes Jahr in Folge',
      description: 'Halt deinen eigenen Plan 52 Wochen in Folge ein.',
    },
    as_planned_month: {
      name: 'Ein Monat genau nach Plan',
      description:
        'Mach vier Wochen in Folge jedes geplante Training, jedes zu 80 bis 120 % wie geplant.',
    },
    every_weekday: {
      name: 'Jeder Wochentag',
      description: 'Trainier an jedem Wochentag, egal in welchen Wochen.',
    },
    twelve_months: {
      name: 'Zwölf Monate',
      description: 'Trainier in zwölf verschiedenen Monaten.',
    },
    whole_body: {
      name: 'Der ganze Körper',
      description:
        'Trainier Beine, Hüfte, Rücken, Bauch, Brust, Schultern und Arme in einer Woche.',
    },
    comeback: {
      name: 'Wieder da',
      description: 'Trainier wieder, nach mindestens vier Wochen Pause.',
    },
    hundred_workouts: {
      name: '100 Trainings',
      description: 'Schließ 100 Trainings ab; am Tag zählen höchstens drei.',
    },
    marathon_badge: {
      name: 'Marathon',
      description: 'Leg in einem Training 42,195 km zurück, laufend oder gehend.',
    },
  },
  earnedWith: 'Verdient am {{day}} mit „{{title}}“',
  earned: 'Verdient am {{day}}',
  reached: {
    sessions: 'Trainings: {{value}} von {{target}}',
    weeks: 'Wochen: {{value}} von {{target}}',
    weekdays: 'Wochentage: {{value}} von {{target}}',
    months: 'Monate: {{value}} von {{target}}',
    regions: 'Körperteile: {{value}} von {{target}}',
    days: '{{value}} Tage nach dem letzten Training',
    metres: '{{km}} km',
  },
}
