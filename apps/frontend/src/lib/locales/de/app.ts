import type { app as english } from '../en/app.ts'
import type { Translated } from '../translated.ts'

export const app: Translated<typeof english> = {
  error: {
    title: 'Da ging etwas schief',
    network: 'Keine Verbindung zum Server. Prüf dein Netz und versuch es noch mal.',
    unavailable: 'Der Server kann gerade nicht antworten. Versuch es gleich noch mal.',
    otherLogin: 'Auf diesem Gerät ist jetzt ein anderes Konto angemeldet.',
    badAnswer: 'Diese App kann die Antwort des Servers nicht lesen. Lad die Seite neu.',
    broken: 'Diese Seite ließ sich nicht anzeigen',
    brokenHint: 'Vielleicht gibt es eine neue Version. Neu laden hilft meistens.',
    reload: 'Neu laden',
    notFound: 'Seite nicht gefunden',
    notFoundHint: 'Vielleicht ist die Adresse vertippt, oder die Seite gibt es nicht mehr.',
  },
  welcome: {
    title: 'Plan es. Zieh es durch. Sieh den Unterschied.',
    lead: 'FitVibe bringt dein Training in den Kalender und zeigt, was du geplant und was du gemacht hast.',
    look: 'Umsehen',
    plan: 'Planen',
    planText: 'Sätze, Wiederholungen, Gewicht und Pause für jede Übung, mit Tag und Uhrzeit.',
    compare: 'Vergleichen',
    compareText: 'Alles nach Plan? Ein Tipp genügt. Sonst änderst du nur, was anders war.',
    progress: 'Fortschritt',
    progressText: 'Volumen, Zeit und Punkte je Woche, Monat und Jahr. Jeder Punkt erklärt sich.',
  },
  dashboard: {
    hello: 'Hi {{name}}',
    next: 'Als Nächstes',
    overdue: 'Noch offen',
    nothingPlanned: 'Nichts geplant',
    nothingPlannedHint: 'Plan dein nächstes Training, dann steht es hier.',
    week: 'Diese Woche',
  },
}
