export const points = {
  earned:
    '{{points}} points: {{metMinutes}} MET-minutes in {{minutes}} minutes ÷ 10, × {{product}} (age {{age}}, gender {{gender}}, fitness {{fitness}}, frequency {{frequency}}){{bonus}}{{limit}}.',
  bonus: ', + 10 % for training as planned',
  limit: {
    none: '',
    session: ', capped at 150 per session',
    day: ', capped at 250 per day',
  },
  refused: {
    too_short: 'No points: less than 5 effective minutes.',
    too_early: 'No points: completed more than 24 hours before the planned time.',
    backdated: 'No points: logged more than 7 days late.',
    too_many: 'No points: 3 sessions have already earned points on this day.',
    overlapping: 'No points: overlaps with another session that earned points.',
    implausible: 'No points: the values are more than a body can do.',
    imported: 'No points: the session was imported.',
  },
  implausible: {
    load: 'No points: a load of more than 1,000 kg is more than a body can do.',
    speed: 'No points: faster than any human ever was, 12.5 m/s on foot or 30 m/s on wheels.',
    reps: 'No points: more than 5,000 reps in a set are more than a body can do.',
    duration: 'No points: no athlete trains for more than 24 hours without a break.',
    pace: 'No points: more than 10 sets a minute or 10 reps a second are more than a body can do.',
  },
  correction: 'Corrected by {{points}} points: the session now counts {{total}} in all.',
  deletion: 'Deducted: the session was deleted.',
  adjusted: 'Adjusted by an administrator: {{note}}',
  moved: 'The session moved to another day and took its {{points}} points with it.',
  other: '{{reason}}',
} as const
