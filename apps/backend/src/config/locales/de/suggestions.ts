import type { Messages } from '../en.ts'

export const suggestions: Messages['suggestions'] = {
  reached: 'Letztes Mal hatte jeder Satz {{high}} Wiederholungen: jetzt {{load}}, {{reps}}-mal.',
  less_help:
    'Letztes Mal hatte jeder Satz {{high}} Wiederholungen: jetzt nur {{load}}, {{reps}}-mal.',
  no_help: 'Letztes Mal hatte jeder Satz {{high}} Wiederholungen: jetzt ohne Hilfe, {{reps}}-mal.',
  help: '{{load}} Hilfe',
  within:
    'Letztes Mal hatte dein schwächster Satz {{last}} von {{high}} Wiederholungen: gleiches Gewicht, {{reps}} in jedem Satz.',
  bodyweight: 'Letztes Mal hatte jeder Satz {{last}} Wiederholungen: Versuch {{reps}}.',
  missed: 'Letztes Mal hast du nicht alle Sätze geschafft: noch mal dasselbe.',
  effort:
    '{{reps}} Wiederholungen mit RPE {{rpe}} entsprechen {{percent}} % deines Maximums, und das lag letztes Mal bei {{e1rm}}.',
  other_reps:
    '{{reps}} Wiederholungen, berechnet aus deinem geschätzten Maximum vom letzten Mal: {{e1rm}}.',
  after_break: 'Dein letztes Mal ist mehr als vier Wochen her: Fang mit demselben an.',
  after_deload: 'Letztes Mal war es leichter: zurück auf {{load}}.',
  stall:
    'Dein geschätztes Maximum steht seit {{weeks}} Wochen und {{exposures}} Trainings bei {{e1rm}}: Mach einmal ein Zehntel weniger oder die Hälfte der Sätze und steigere dich dann wieder.',
  effort_rises:
    'Dieselbe Arbeit ging in drei Trainings von RPE {{from}} auf {{to}}: Mach einmal ein Zehntel weniger oder die Hälfte der Sätze.',
  too_few: 'Mach die Übung zweimal, dann gibt es einen Vorschlag.',
  metric: 'Vorschläge gibt es nur für Gewichte und Wiederholungen.',
}
