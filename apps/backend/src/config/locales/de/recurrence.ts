import type { Messages } from '../en.ts'

export const recurrence: Messages['errors']['recurrence'] = {
  syntax:
    'Die Regel ist nicht lesbar: Sie braucht Teile wie FREQ=WEEKLY, getrennt durch Semikolons.',
  part: 'Einen Teil der Regel gibt es hier nicht. Möglich sind FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT, UNTIL und WKST.',
  twice: 'Ein Teil der Regel kommt doppelt vor.',
  freq: 'Ein Training wiederholt sich täglich, wöchentlich oder monatlich: FREQ ist DAILY, WEEKLY oder MONTHLY.',
  interval: 'INTERVAL ist eine ganze Zahl von 1 bis 52.',
  byDay:
    'BYDAY ist eine Liste aus MO, TU, WE, TH, FR, SA und SU; monatlich geht auch 1MO oder -1FR, bis zum fünften.',
  byDayOrdinal:
    'Den ersten oder letzten Wochentag im Monat (1MO, -1FR) gibt es nur in monatlichen Regeln.',
  byMonthDay: 'BYMONTHDAY ist eine Liste von Tagen von 1 bis 31 oder von -1 (dem letzten) bis -31.',
  byMonthDayWeekly: 'Eine wöchentliche Regel hat keine Tage des Monats: Lass BYMONTHDAY weg.',
  count: 'COUNT ist eine ganze Zahl von 1 bis 366.',
  until: 'UNTIL ist ein Tag wie 20261224 oder ein Zeitpunkt wie 20261224T170000Z.',
  countAndUntil:
    'Eine Regel endet nach einer Anzahl (COUNT) oder an einem Tag (UNTIL), nicht beides.',
  weekStart: 'Mit diesem WKST fielen die Tage einer Woche in zwei: Lass es weg oder nimm WKST=MO.',
  endsBeforeStart: 'Die Regel endet, bevor sie beginnt.',
  startMismatch: 'Der erste Termin passt nicht zur Regel: Beginn an einem ihrer Tage.',
  noStart: 'Eine Serie braucht Tag und Uhrzeit: Gib plannedFor an.',
  tooOld: 'Eine Serie kann höchstens vor 12 Wochen begonnen haben: Trag Früheres einzeln nach.',
  tooLarge: 'Ein Training einer Serie hat höchstens 200 Satzblöcke.',
  tooManyRows: 'Das ist zu viel auf einmal: Plan weniger Sätze oder fang später an.',
  completed:
    'Ein erledigtes Training kann sich nicht wiederholen: Lass recurrenceRule oder completed weg.',
  noSeries: 'Das Training gehört zu keiner Serie: Du kannst nur dieses eine ändern.',
  onlyThis: 'Erledigte Trainings kannst du nur einzeln korrigieren.',
  onlyFollowing: 'Eine neue Regel gilt für dieses und alle folgenden: Gib scope=following an.',
  shiftMonthDay:
    'Tage des Monats lassen sich nicht über den 28. hinaus oder in einen anderen Monat verschieben: Nicht jeder Monat hat sie.',
  shiftMonthWeekday:
    'Ein Wochentag im Monat, etwa der erste Montag, lässt sich nicht um Tage verschieben: Gib ab hier eine neue Regel an.',
  shiftWeeks:
    'Die Tage einer Woche lägen dann in zwei Wochen, und die Regel überspringt Wochen: Gib ab hier eine neue Regel an.',
}
