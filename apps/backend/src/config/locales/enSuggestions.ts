/** Why something is suggested for the next time, and why not. */
export const enSuggestions = {
  reached: 'Every set reached {{high}} repetitions last time: {{load}} now, for {{reps}}.',
  within:
    'The hardest set had {{last}} of {{high}} repetitions last time: the same load, {{reps}} in every set.',
  bodyweight: 'Every set had {{last}} repetitions last time: try {{reps}}.',
  missed: 'Not all sets were done in full last time: the same once more.',
  effort:
    '{{reps}} repetitions at RPE {{rpe}} are done with {{percent}} % of the maximum, and last time says {{e1rm}}.',
  other_reps: '{{reps}} repetitions from the estimated maximum of last time, {{e1rm}}.',
  after_break: 'More than four weeks have passed: begin with what you did last.',
  after_deload: 'Last time was lighter: back to {{load}}.',
  stall:
    'The estimated maximum has stood at {{e1rm}} for {{weeks}} weeks and {{exposures}} sessions: a tenth less for once, or half the sets, and on from there.',
  effort_rises:
    'The same work went from RPE {{from}} to {{to}} in three sessions: a tenth less for once, or half the sets.',
  too_few: 'Done fewer than twice so far: too little to go by.',
  metric: 'There are suggestions for loads and repetitions only.',
}
