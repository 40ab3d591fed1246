export const streak = {
  met: 'You have met this week: {{done}} done, {{planned}} planned. Keep it up next week.',
  trained: 'You had nothing planned this week and trained anyway: it counts.',
  left: 'Still to do by {{day}}: {{left}} of {{planned}}. Then it is week {{next}} in a row.',
  begin: 'Still to do by {{day}}: {{left}} of {{planned}}. Then you have met your first week.',
  pause:
    'You have nothing planned this week: your streak pauses, and ends only after four such weeks. Any session makes this week {{next}} in a row.',
  none: 'Plan a week and do what you planned, or just train: that starts your weeks in a row.',
} as const
