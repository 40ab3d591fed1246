import type { Messages } from './en.ts'

export const deSuggestions: Messages['suggestions'] = {
  reached: 'Zuletzt hatte jeder Satz {{high}} Wiederholungen: jetzt {{load}}, {{reps}}-mal.',
  within:
    'Der schwächste Satz hatte zuletzt {{last}} von {{high}} Wiederholungen: gleiche Last, {{reps}} in jedem Satz.',
  bodyweight: 'Zuletzt hatte jeder Satz {{last}} Wiederholungen: Versuch {{reps}}.',
  missed: 'Zuletzt wurden nicht alle Sätze ganz geschafft: noch einmal dasselbe.',
  effort:
    '{{reps}} Wiederholungen mit RPE {{rpe}} gehen mit {{percent}} % des Maximums, und das liegt nach dem letzten Mal bei {{e1rm}}.',
  other_reps: '{{reps}} Wiederholungen nach dem geschätzten Maximum vom letzten Mal, {{e1rm}}.',
  after_break: 'Mehr als vier Wochen sind vergangen: Fang mit dem an, was du zuletzt gemacht hast.',
  after_deload: 'Das letzte Mal war leichter: zurück auf {{load}}.',
  stall:
    'Das geschätzte Maximum steht seit {{weeks}} Wochen und {{exposures}} Einheiten bei {{e1rm}}: einmal ein Zehntel weniger oder die Hälfte der Sätze, und von da aus weiter.',
  effort_rises:
    'Die gleiche Arbeit ging in drei Einheiten von RPE {{from}} auf {{to}}: einmal ein Zehntel weniger oder die Hälfte der Sätze.',
  too_few: 'Noch nicht zweimal gemacht: zu wenig, um danach zu gehen.',
  metric: 'Vorschläge gibt es nur für Lasten und Wiederholungen.',
}
