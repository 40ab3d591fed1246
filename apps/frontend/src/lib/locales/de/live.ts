import type { live as english } from '../en/live.ts'
import type { Translated } from '../translated.ts'

export const live: Translated<typeof english> = {
  live: {
    underWay: 'Läuft gerade',
    goOn: 'Weitermachen',
    goOnWith: 'Weiter mit {{title}}',
    undoStart: 'Doch nicht jetzt',
    effort: 'Wie anstrengend war es?',
    lastTime: 'Letztes Mal, {{day}}: {{sets}}',
    waiting_one: 'Keine Verbindung: {{count}} Satz ist auf diesem Gerät gespeichert.',
    waiting_other: 'Keine Verbindung: {{count}} Sätze sind auf diesem Gerät gespeichert.',
    lost_one: '{{count}} Satz ist noch nicht beim Server angekommen und ginge verloren.',
    lost_other: '{{count}} Sätze sind noch nicht beim Server angekommen und gingen verloren.',
    replace: 'Ersetzen',
    remove: 'Entfernen',
    skip: 'Auslassen',
    takeIn: 'Doch machen',
    isSkipped: 'Ausgelassen',
    isAdded: 'Nicht geplant',
    replacedBy: 'Ersetzt durch {{name}}',
    insteadOf: 'Statt {{name}}',
  },
  adherence: {
    moved: 'Anderer Tag',
    skipped: 'Nicht gemacht',
    substituted: 'Ersetzt',
    unplanned: 'Nicht geplant',
    plannedSum: 'geplant: {{sum}}',
    legend: 'grau: geplant',
    series: 'Bisher {{share}} des Plans: {{counts}}.',
    count: {
      completed_one: '{{count}} wie geplant',
      completed_other: '{{count}} wie geplant',
      moved_one: '{{count}} an einem anderen Tag',
      moved_other: '{{count}} an einem anderen Tag',
      partial_one: '{{count}} zum Teil',
      partial_other: '{{count}} zum Teil',
      skipped_one: '{{count}} verpasst',
      skipped_other: '{{count}} verpasst',
    },
  },
}
