import type { exercises as english } from '../en/exercises.ts'
import type { Translated } from '../translated.ts'

export const exercises: Translated<typeof english> = {
  exercises: {
    search: 'Übungen suchen',
    count_one: '{{count}} Übung',
    count_other: '{{count}} Übungen',
    none: 'Keine Übung gefunden',
    noneHint: 'Versuch ein anderes Wort oder weniger Filter, oder leg die Übung selbst an.',
    create: 'Neue Übung',
    edit: 'Übung bearbeiten',
    saved: '{{name}} ist gespeichert.',
    archive: 'Archivieren',
    archived: 'Archiviert.',
    archiveText: 'Die Suche findet {{name}} dann nicht mehr. In deinem Verlauf bleibt die Übung.',
    history: 'Trainings mit dieser Übung',
    name: 'Name',
    type: 'Art',
    metric: 'Gemessen in',
    equipment: 'Gerät',
    muscle: 'Muskel',
    muscles: 'Trainierte Muskeln',
    source: 'Woher',
    ownPublic: 'Eigene, geteilt',
    makePublic: 'Mit allen teilen',
    makePublicHint: 'Andere können sie finden und nutzen.',
  },
  picker: {
    title: 'Übungen hinzufügen',
    chooseFirst: 'Wähl Übungen aus',
    add_one: '{{count}} Übung hinzufügen',
    add_other: '{{count}} Übungen hinzufügen',
    freeName: 'Etwas anderes',
    freeNamed: '„{{name}}“ als Namen nehmen',
    addFree: 'Übernehmen',
  },
}
