import type { Messages } from '../en.ts'

export const points: Messages['points'] = {
  earned:
    '{{points}} Punkte: {{metMinutes}} MET-Minuten in {{minutes}} Minuten ÷ 10, × {{product}} (Alter {{age}}, Geschlecht {{gender}}, Fitness {{fitness}}, Häufigkeit {{frequency}}){{bonus}}{{limit}}.',
  bonus: ', + 10 % für Training nach Plan',
  limit: {
    none: '',
    session: ', begrenzt auf 150 je Training',
    day: ', begrenzt auf 250 am Tag',
  },
  refused: {
    too_short: 'Keine Punkte: weniger als 5 wirksame Minuten.',
    too_early: 'Keine Punkte: mehr als 24 Stunden vor dem geplanten Termin abgeschlossen.',
    backdated: 'Keine Punkte: mehr als 7 Tage zu spät eingetragen.',
    too_many: 'Keine Punkte: An diesem Tag haben schon 3 Trainings Punkte gebracht.',
    overlapping: 'Keine Punkte: überschneidet sich mit einem Training, das Punkte gebracht hat.',
    implausible: 'Keine Punkte: Das ist mehr, als ein Körper schafft.',
    imported: 'Keine Punkte: Das Training wurde importiert.',
  },
  implausible: {
    load: 'Keine Punkte: Mehr als 1.000 kg bewegt kein Mensch.',
    speed:
      'Keine Punkte: schneller, als je ein Mensch war, 12,5 m/s zu Fuß oder 30 m/s auf Rädern.',
    reps: 'Keine Punkte: Mehr als 5.000 Wiederholungen in einem Satz schafft kein Mensch.',
    duration: 'Keine Punkte: Mehr als 24 Stunden am Stück trainiert kein Mensch.',
    pace: 'Keine Punkte: Mehr als 10 Sätze in der Minute oder 10 Wiederholungen in der Sekunde schafft kein Mensch.',
  },
  correction: 'Korrigiert um {{points}} Punkte: Das Training zählt jetzt insgesamt {{total}}.',
  deletion: 'Abgezogen: Das Training wurde gelöscht.',
  adjusted: 'Von der Administration angepasst: {{note}}',
  moved: 'Das Training ist jetzt an einem anderen Tag und hat seine {{points}} Punkte mitgenommen.',
  other: '{{reason}}',
}
