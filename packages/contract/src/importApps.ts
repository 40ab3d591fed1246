/** The apps whose files can be imported, with their names, which are the same in every language. */
export const IMPORT_APPS = {
  strong: 'Strong',
  hevy: 'Hevy',
  fitnotes: 'FitNotes',
  stronglifts: 'StrongLifts',
  alphaprogression: 'Alpha Progression',
  fitvibe: 'FitVibe',
} as const
