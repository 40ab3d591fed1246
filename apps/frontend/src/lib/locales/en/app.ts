/** Errors, the welcome page and the dashboard. */
export const app = {
  error: {
    title: 'Something went wrong',
    network: 'No connection to the server. Check your network and try again.',
    unavailable: 'The server cannot answer right now. Try again in a moment.',
    otherLogin: 'Another account is now logged in on this device.',
    badAnswer: "This app cannot read the server's answer. Reload the page.",
    broken: 'This page could not be shown',
    brokenHint: 'A new version may be available. Reloading usually helps.',
    reload: 'Reload',
    notFound: 'Page not found',
    notFoundHint: 'The address may have a typo, or the page is gone.',
  },
  welcome: {
    title: 'Plan it. Lift it. See the difference.',
    lead: 'FitVibe puts your training on real dates and shows what you planned next to what you did.',
    look: 'Look around',
    plan: 'Plan',
    planText: 'Sets, reps, weight and rest for every exercise, on a day and at a time.',
    compare: 'Compare',
    compareText: 'All as planned? One tap. Otherwise change only what was different.',
    progress: 'Progress',
    progressText: 'Volume, time and points by week, month and year. Every point explains itself.',
  },
  dashboard: {
    hello: 'Hi {{name}}',
    next: 'Coming up',
    overdue: 'Not done yet',
    nothingPlanned: 'Nothing planned',
    nothingPlannedHint: 'Plan your next session, and it shows up here.',
    week: 'This week',
  },
} as const
