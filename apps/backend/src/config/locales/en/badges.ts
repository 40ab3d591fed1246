export const badges = {
  types: {
    first_session: { name: 'First session', description: 'Complete a session.' },
    planned_week: {
      name: 'A week as planned',
      description: 'Plan at least two sessions for a week and do them all.',
    },
    streak_4_weeks: {
      name: 'Four weeks in a row',
      description: 'Meet your own plan four weeks in a row.',
    },
    streak_12_weeks: {
      name: 'Twelve weeks in a row',
      description: 'Meet your own plan twelve weeks in a row.',
    },
    streak_26_weeks: {
      name: 'Half a year in a row',
      description: 'Meet your own plan 26 weeks in a row.',
    },
    streak_52_weeks: {
      name: 'A whole year in a row',
      description: 'Meet your own plan 52 weeks in a row.',
    },
    as_planned_month: {
      name: 'A month to the letter',
      description: 'Do every planned session four weeks in a row, each at 80 to 120 % of its plan.',
    },
    every_weekday: {
      name: 'Every day of the week',
      description: 'Train on every day of the week, in any weeks.',
    },
    twelve_months: { name: 'Twelve months', description: 'Train in twelve different months.' },
    whole_body: {
      name: 'The whole body',
      description: 'Train legs, hips, back, abs, chest, shoulders and arms in one week.',
    },
    comeback: {
      name: 'Back again',
      description: 'Train again after a break of at least four weeks.',
    },
    hundred_workouts: {
      name: '100 sessions',
      description: 'Complete 100 sessions; up to three a day count.',
    },
    marathon_badge: {
      name: 'Marathon',
      description: 'Cover 42.195 km in one session, running or walking.',
    },
  },
  earnedWith: 'Earned on {{day}} with “{{title}}”',
  earned: 'Earned on {{day}}',
  reached: {
    sessions: 'sessions: {{value}} of {{target}}',
    weeks: 'weeks: {{value}} of {{target}}',
    weekdays: 'days of the week: {{value}} of {{target}}',
    months: 'months: {{value}} of {{target}}',
    regions: 'body parts: {{value}} of {{target}}',
    days: '{{value}} days after the last session',
    metres: '{{km}} km',
  },
} as const
