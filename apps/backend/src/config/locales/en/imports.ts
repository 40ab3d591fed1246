export const imports = {
  noPoints:
    'Imported sessions earn no points, like every session logged more than 7 days late. They count in history, summary and charts.',
  problems: {
    columns: 'The row does not have as many cells as the header.',
    quotes: 'A quotation mark is not closed or in the wrong place.',
    encoding: 'Some characters are broken: the file was saved in another encoding.',
    otherFormat: 'Another format starts here: import this part as a separate file.',
    empty: 'There is nothing below the header.',
    tooMany: 'The file is too long, we stopped here: import the rest as a separate file.',
    tooLong: 'The row is longer than those of any app: check its quotation marks.',
    notUnderstood: 'This line cannot be read.',
    date: 'This is not a date.',
    future: 'The workout is in the future.',
    exercise: 'The exercise has no name.',
    number: 'This is not a number, or unclear: 1,234 can mean one or a thousand.',
    range: 'The number is too low, or more than a body can do.',
    reps: 'Repetitions must be whole numbers.',
    duration: 'This is not a duration of two days or less: we estimated it from the sets.',
    rpe: 'This is not an RPE or RIR in half steps up to 10: we imported the set without it.',
    unit: 'The unit is unknown.',
    setType: 'The kind of set is unknown: we imported it as a working set.',
    emptySet: 'The row has no repetitions, weight, distance or time.',
    rest: 'The word for this kind of row is unknown: it has only seconds, so we read it as a rest.',
    column: 'Nothing here uses this column: its numbers are not imported.',
    clockChange:
      'The clocks changed that night and the file does not show which of two hours it means: check the duration.',
    longWorkout:
      'The workout takes more than 5 hours: unless you confirm it, we estimate the duration from the sets.',
    farDistance: 'Nobody goes that far in a set: unless you confirm it, we leave the distance out.',
    shortened:
      'The text is too long or contains characters that cannot be stored: we shortened it.',
    session: 'The entry is not valid.',
    sessionTooLarge:
      'A session has at most 100 exercises, 200 sets of each and 1,000 sets in all: we left out the rest.',
    seriesTooLarge:
      'A series has at most 200 blocks of sets: we left it out, but not its sessions.',
  },
} as const
