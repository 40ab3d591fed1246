import type { data as english } from '../en/data.ts'
import type { Translated } from '../translated.ts'

export const data: Translated<typeof english> = {
  data: {
    title: 'Datenschutz und Daten',
    lead: 'Sieh nach, was wie lange gespeichert ist, lade alles herunter oder lösch dein Konto.',
    toPage: 'Datenschutz und Daten öffnen',
    export: 'Deine Daten herunterladen',
    exportHint:
      'Eine ZIP-Datei mit allem, was über dich gespeichert ist: zum Lesen, für Tabellen und zum Wieder-Importieren. Du bekommst eine Mail mit einem Link, der einen Tag lang einmal funktioniert.',
    begin: 'Meine Daten anfordern',
    request: 'Daten anfordern',
    states: {
      preparing: 'Deine Daten werden zusammengestellt. Du bekommst eine Mail mit dem Link.',
      failed: 'Deine Daten konnten nicht zusammengestellt werden. Fordere sie noch einmal an.',
      ready: 'Deine Daten sind fertig, der Link ist in deiner Mail. Er gilt bis {{when}}.',
      opened:
        'Du hast den Link in der Mail benutzt. Wenn du deine Daten noch einmal brauchst, fordere sie neu an.',
    },
    openHint:
      'In der Datei steht alles, was über dich gespeichert ist. Lade sie nur auf ein Gerät, das dir gehört.',
    download: 'Datei herunterladen',
    opened: 'Der Download beginnt. Wenn er abbricht, starte ihn hier bis {{when}} noch einmal.',
    stored: 'Was gespeichert ist',
    storedHint: 'In Sicherungen des Betreibers können deine Daten etwas länger stehen.',
  },
  legal: {
    title: 'Nutzungsbedingungen und Datenschutz',
    terms: 'Nutzungsbedingungen',
    privacy: 'Datenschutzhinweis',
    version: 'Stand {{version}}',
    accept: 'Ich stimme den Nutzungsbedingungen zu und habe den Datenschutzhinweis gelesen',
    mustAccept: 'Bitte lies beides und stimm zu.',
    ask: 'Bitte lesen und zustimmen',
    askFirst: 'Du hast den Nutzungsbedingungen und dem Datenschutzhinweis noch nicht zugestimmt.',
    askAgain: 'Die Nutzungsbedingungen oder der Datenschutzhinweis haben sich geändert.',
    agree: 'Ich stimme zu',
    none: 'Du hast noch keinem Text zugestimmt.',
    given: '{{document}}, Stand {{version}}: zugestimmt {{when}}',
  },
}
