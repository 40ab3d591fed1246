/** Reasons for a suggested load or rep count, and for having none. */
export const suggestions = {
  reached: 'Last time every set reached {{high}} reps: now {{load}} for {{reps}}.',
  less_help: 'Last time every set reached {{high}} reps: now {{load}} for {{reps}}.',
  no_help: 'Last time every set reached {{high}} reps: now without help, {{reps}} reps.',
  help: '{{load}} of help',
  within:
    'Last time your hardest set had {{last}} of {{high}} reps: keep the load, {{reps}} in every set.',
  bodyweight: 'Last time every set had {{last}} reps: try {{reps}}.',
  missed: 'Last time you did not finish all sets: do the same again.',
  effort:
    '{{reps}} reps at RPE {{rpe}} take {{percent}} % of your maximum, which was {{e1rm}} last time.',
  other_reps: '{{reps}} reps, based on your estimated maximum last time: {{e1rm}}.',
  after_break: 'Your last time was more than four weeks ago: start with the same.',
  after_deload: 'Last time was lighter: back to {{load}}.',
  stall:
    'Your estimated maximum has stayed at {{e1rm}} for {{weeks}} weeks and {{exposures}} sessions: do a tenth less or half the sets for once, then build up again.',
  effort_rises:
    'The same work went from RPE {{from}} to {{to}} in three sessions: do a tenth less or half the sets for once.',
  too_few: 'Do this exercise twice to get a suggestion.',
  metric: 'There are suggestions for weights and reps only.',
} as const
