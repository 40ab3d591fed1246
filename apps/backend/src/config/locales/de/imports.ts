import type { Messages } from '../en.ts'

export const imports: Messages['imports'] = {
  noPoints:
    'Importierte Trainings bringen keine Punkte, wie alle, die du mehr als 7 Tage später einträgst. In Verlauf, Übersicht und Diagrammen zählen sie.',
  problems: {
    columns: 'Die Zeile hat nicht so viele Felder wie die Kopfzeile.',
    quotes: 'Ein Anführungszeichen ist nicht geschlossen oder steht an der falschen Stelle.',
    encoding: 'Einige Zeichen sind kaputt: Die Datei wurde in einer anderen Kodierung gespeichert.',
    otherFormat: 'Hier beginnt ein anderes Format: Importier diesen Teil als eigene Datei.',
    empty: 'Unter der Kopfzeile steht nichts.',
    tooMany:
      'Die Datei ist zu lang, hier haben wir aufgehört: Importier den Rest als eigene Datei.',
    tooLong: 'Die Zeile ist länger als bei jeder App: Prüf die Anführungszeichen.',
    notUnderstood: 'Diese Zeile ist nicht lesbar.',
    date: 'Das ist kein Datum.',
    future: 'Das Training liegt in der Zukunft.',
    exercise: 'Die Übung hat keinen Namen.',
    number: 'Das ist keine Zahl oder nicht eindeutig: 1,234 kann eins oder tausend sein.',
    range: 'Die Zahl ist zu klein oder größer, als ein Körper es schafft.',
    reps: 'Wiederholungen sind ganze Zahlen.',
    duration: 'Das ist keine Dauer bis zu zwei Tagen: Wir haben sie aus den Sätzen geschätzt.',
    rpe: 'Das ist kein RPE oder RIR in halben Schritten bis 10: Wir haben den Satz ohne den Wert übernommen.',
    unit: 'Diese Maßeinheit kennen wir nicht.',
    setType: 'Diese Art von Satz kennen wir nicht: Wir haben ihn als Arbeitssatz übernommen.',
    emptySet: 'Die Zeile hat weder Wiederholungen noch Gewicht, Strecke oder Zeit.',
    rest: 'Das Wort für diese Zeile kennen wir nicht: Sie hat nur Sekunden, also ist sie für uns eine Pause.',
    column: 'Für diese Spalte gibt es hier nichts: Ihre Zahlen werden nicht importiert.',
    clockChange:
      'In dieser Nacht wurde die Uhr umgestellt, und die Datei zeigt nicht, welche von zwei Stunden gemeint ist: Prüf die Dauer.',
    longWorkout:
      'Das Training dauert über 5 Stunden: Wenn du es nicht bestätigst, schätzen wir die Dauer aus den Sätzen.',
    farDistance:
      'So weit kommt niemand in einem Satz: Wenn du sie nicht bestätigst, lassen wir die Strecke weg.',
    shortened:
      'Der Text ist zu lang oder enthält Zeichen, die sich nicht speichern lassen: Wir haben ihn gekürzt.',
    session: 'Der Eintrag ist nicht gültig.',
    sessionTooLarge:
      'Ein Training hat höchstens 100 Übungen, 200 Sätze je Übung und 1.000 Sätze insgesamt: Den Rest haben wir weggelassen.',
    seriesTooLarge:
      'Eine Serie hat höchstens 200 Satzblöcke: Wir haben sie weggelassen, ihre Trainings nicht.',
  },
}
