import { describe, expect, it } from 'vitest'

import { commit, historyOf, preview, STRONG } from '../../../tests/importing.ts'
import { useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

type Answers = Parameters<typeof commit>[2]

async function read(file: readonly string[], answers: Answers = { unit: 'kg' }) {
  const ada = await app.newAthlete()
  const shown = await preview(ada, file.join('\n'))
  const answer = await commit(ada, shown.id, answers)
  expect(answer).toHaveProperty('status', 200)
  return { shown, done: answer.body, sessions: await historyOf(ada) }
}

const setsOf = ({ sessions }: Awaited<ReturnType<typeof read>>) =>
  sessions.flatMap(({ exercises }) => exercises.flatMap(({ actual }) => actual))

/** A row of Strong. */
const row = (date: string, order = '1', rest = '60,5,0,0,,,') =>
  `"${date}","Legs",1h,"Squat",${order},${rest}`

const FITNOTES =
  'Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment'
const HEVY =
  'title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe'

describe('a file of Strong of 2015 to 2017', () => {
  it.each([
    ['kg', 'km', 100, 5_000],
    ['lb', 'mi', 45.359237, 8_046.72],
    ['lbs', 'miles', 45.359237, 8_046.72],
  ])('has its units %s and %s as headings', async (weight, distance, load, metres) => {
    const found = await read(
      [
        `Date,Workout Name,Exercise Name,Set Order,${weight},Reps,${distance},Seconds,Notes`,
        '2016-03-01 18:00:00,Legs,Squat,1,100,5,0,0,deep',
        '2016-03-01 18:00:00,Legs,Run,1,0,0,5,1500,',
      ],
      {},
    )

    expect(found.shown).toMatchObject({ missing: ['timezone'], problems: [] })
    expect(setsOf(found)).toMatchObject([
      { load, reps: 5 },
      { distance: metres, durationSec: 1_500 },
    ])
  })
})

describe('a column with numbers that no reader uses', () => {
  it('is reported once, with its heading', async () => {
    const found = await read([
      `${STRONG},Tempo,Mood,Zero`,
      '2026-01-10 18:00:00,"Legs",1h,"Squat",1,60,5,0,0,,,,31,good,0.0',
      '2026-01-10 18:00:00,"Legs",1h,"Squat",2,60,5,0,0,,,,32,good,0.0',
    ])

    expect(found.shown.problems).toMatchObject([
      { line: 1, code: 'column', found: 'Tempo', isLeftOut: false },
    ])
    expect(found.done.sets).toBe(2)
  })

  it.each([
    [
      'FitNotes',
      [`${FITNOTES},Body Fat`, '2026-01-10,Press,Chest,60,kgs,5,,,,,18.5'],
      ['Body Fat'],
    ],
    [
      'Hevy',
      [`${HEVY},heart_rate`, 'Legs,"3 Jan 2026, 09:31",,,Squat,,,1,normal,60,5,,,,140'],
      ['heart_rate'],
    ],
    [
      'Alpha Progression',
      [
        '"Legs · Day 2";"2026-02-19 4:54 h";"1:02 hr"',
        '"1. Hack Squats · Machine · 8 reps"',
        '#;KG;REPS;TUT',
        '1;102,5;6;40',
        '"2. Row · Machine · 8 reps"',
        '#;KG;REPS;TUT',
        '1;102,5;6;40',
      ],
      ['TUT'],
    ],
    [
      // The volume is the sum of the sets beside it.
      'StrongLifts',
      [
        'Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Sets×Reps,Workout Volume (KG),Set 1 (Reps),Set 1 (KG)',
        '2026/01/10,1,A,5×5,81.5,Squat,5,500,5,100',
      ],
      ['Body Weight (KG)'],
    ],
  ])('is reported in a file of %s', async (_app, file, columns) => {
    const found = await read(file)

    const unused = found.shown.problems.filter(({ code }) => code === 'column')
    expect(unused.map(({ found }) => found)).toEqual(columns)
  })
})

describe('a rest between sets', () => {
  it.each([
    'Rest Timer',
    'Ruhezeit',
    'Pausentimer',
    'Minuteur de repos',
    'Temporizador de descanso',
    'Timer di recupero',
    'Tempo de Descanso',
    'Rusttijd',
    '休憩タイマー',
    '休息计时器',
    '휴식 타이머',
    'Таймер отдыха',
    'Vilotimer',
    'Hviletid',
    'Dinlenme Süresi',
    'Odpoczynek',
  ])('called %s is no set', async (word) => {
    const found = await read([
      STRONG,
      row('2026-01-10 18:00:00', '1'),
      row('2026-01-10 18:00:00', word, '0,0.0,0,45.0,,,'),
    ])

    expect(found.shown).toMatchObject({ sets: 1, ignored: 1, problems: [] })
    expect(setsOf(found)).toMatchObject([{ restSec: 45 }])
  })

  it('in an unknown language is taken for a rest if it has only seconds, and reported', async () => {
    const found = await read([
      STRONG,
      row('2026-01-10 18:00:00', '1'),
      row('2026-01-10 18:00:00', 'Xyzzy', '0,0.0,0,45.0,,,'),
    ])

    expect(found.shown).toMatchObject({ sets: 1, ignored: 1 })
    expect(found.shown.problems).toMatchObject([{ line: 3, code: 'rest', found: 'Xyzzy' }])
  })

  it('leaves the marks of sets as they are', async () => {
    const found = await read([
      STRONG,
      ...['W', '1', 'D', 'F', 'w', '2'].map((order) => row('2026-01-10 18:00:00', order)),
    ])

    expect(setsOf(found).map(({ setType }) => setType)).toEqual([
      'warmup',
      'working',
      'drop',
      'failure',
      'warmup',
      'working',
    ])
  })
})

describe('months in words', () => {
  it('that languages read differently are asked about', async () => {
    const ada = await app.newAthlete()
    const file = [STRONG, row('1 listopada 2025, 18:00')].join('\n')

    const shown = await preview(ada, file)
    const refused = await commit(ada, shown.id, { unit: 'kg' })
    const other = await commit(ada, shown.id, { unit: 'kg', monthLanguage: 'de' })
    const done = await commit(ada, shown.id, { unit: 'kg', monthLanguage: 'pl' })

    expect(shown.missing).toContain('monthLanguage')
    expect(shown.monthLanguages).toMatchObject([
      { language: 'pl', name: 'listopada', month: 11 },
      { language: 'hr', name: 'listopada', month: 10 },
    ])
    expect([refused.status, other.status, done.status]).toEqual([422, 422, 200])
    expect(refused.body.error.details[0].path).toBe('body.monthLanguage')
    expect((await historyOf(ada))[0]?.startedAt).toBe('2025-11-01T17:00:00.000Z')
  })

  it('are decided by the other words of the file', async () => {
    const polish = await read([
      STRONG,
      row('1 listopada 2025, 18:00'),
      row('1 stycznia 2026, 18:00'),
    ])
    const croatian = await read([
      STRONG,
      row('1 listopada 2025, 18:00'),
      row('1 prosinca 2025, 18:00'),
    ])
    const byDay = await read([STRONG, row('31 listopada 2025, 18:00')])

    expect(polish.shown.missing).not.toContain('monthLanguage')
    expect(polish.sessions.at(-1)?.startedAt).toBe('2025-11-01T17:00:00.000Z')
    expect(croatian.sessions.at(-1)?.startedAt).toBe('2025-10-01T16:00:00.000Z')
    expect(byDay.sessions[0]?.startedAt).toBe('2025-10-31T17:00:00.000Z')
  })
})

describe('rows without a readable date', () => {
  const file = (unread: number) => [
    STRONG,
    ...Array.from({ length: 40 - unread }, () => row('2026-01-10 18:00:00')),
    ...Array.from({ length: unread }, () => row('sometime')),
  ]

  it('are asked about before the commit if they are more than a twentieth', async () => {
    const ada = await app.newAthlete()

    const shown = await preview(ada, file(3).join('\n'))
    const refused = await commit(ada, shown.id, { unit: 'kg' })
    const done = await commit(ada, shown.id, { unit: 'kg', undated: 'leaveOut' })

    expect(shown.missing).toContain('undated')
    expect(shown.dates).toEqual({ unread: 3, rows: 40 })
    expect([refused.status, done.status]).toEqual([422, 200])
    expect(refused.body.error.details[0].path).toBe('body.undated')
    expect(done.body.sets).toBe(37)
  })

  it('are only reported if they are few', async () => {
    const found = await read(file(2))

    expect(found.shown.missing).not.toContain('undated')
    expect(found.shown).toMatchObject({ problemCount: 2, sets: 38 })
  })

  it('are asked about in nested headings too', async () => {
    const ada = await app.newAthlete()
    const workout = (date: string) =>
      `"Legs";"${date}";"1:02 hr"\n"1. Hack Squats · Machine · 8 reps"\n#;KG;REPS\n1;100;6`
    const shown = await preview(
      ada,
      [workout('2026-02-19 4:54 h'), workout('19 foo 2026 4:54 h')].join('\n'),
    )

    expect(shown.missing).toContain('undated')
    expect(shown).toMatchObject({ workouts: 1, sets: 1 })
  })
})

describe('a row of FitNotes', () => {
  it('with a comma in an unquoted name or comment keeps its set', async () => {
    const found = await read(
      [
        FITNOTES,
        '2026-01-10,Press, Incline,Chest,100.0,kgs,5,,,,',
        '2026-01-10,Press, Incline, Close,Chest,100.0,kgs,4,,,,',
        '2026-01-10,Row,Back,60,kgs,8,,,,hard, but fine',
      ],
      {},
    )

    expect(found.shown.problems).toEqual([])
    expect(found.sessions[0]?.exercises).toMatchObject([
      { name: 'Press, Incline', actual: [{ load: 100, reps: 5 }] },
      { name: 'Press, Incline, Close', actual: [{ load: 100, reps: 4 }] },
      { name: 'Row', notes: 'hard, but fine', actual: [{ load: 60, reps: 8 }] },
    ])
  })

  it.each(['0.0', '0', '0,00', ''])(
    'with a distance %s of an odd unit keeps its set',
    async (zero) => {
      const found = await read(
        [FITNOTES, `2026-01-10,Press,Chest,100,kgs,5,"${zero}",furlong,,`],
        {},
      )

      expect(found.shown.problems).toEqual([])
      expect(setsOf(found)).toMatchObject([{ load: 100, reps: 5, distance: null }])
    },
  )

  it('with a distance in an unknown unit is reported', async () => {
    const ada = await app.newAthlete()

    const shown = await preview(ada, [FITNOTES, '2026-01-10,Run,Cardio,,,,5,furlong,,'].join('\n'))

    expect(shown.problems).toMatchObject([{ code: 'unit', found: 'furlong', isLeftOut: true }])
  })
})

describe('a clock that changes', () => {
  const workout = (start: string, end: string) => [
    HEVY,
    `Legs,${start},${end},,Squat,,,1,normal,60,5,,,`,
  ]

  it.each([
    ['2025-10-26 02:30', '2025-10-26 02:10', 2_400],
    ['2025-10-26 01:30', '2025-10-26 03:30', 10_800],
    ['2025-10-25 23:30', '2025-10-26 00:30', 3_600],
    ['2026-03-29 01:30', '2026-03-29 03:30', 3_600],
    ['2026-03-29 02:30', '2026-03-29 03:10', 2_400],
    ['2026-03-29 01:30', '2026-03-29 02:30', 3_600],
  ])('from %s to %s in Berlin takes %i seconds', async (start, end, seconds) => {
    const found = await read(workout(start, end), { timezone: 'Europe/Berlin' })

    expect(found.shown.problems).toEqual([])
    expect(found.sessions[0]?.totals?.durationSec).toBe(seconds)
  })

  it.each([
    ['2025/10/26', '2:30 AM', '2:10 AM', 2_400],
    ['2025/10/25', '11:30 PM', '12:10 AM', 2_400],
  ])(
    'in a column of its own, on %s from %s to %s takes %i seconds',
    async (day, start, end, seconds) => {
      const heading =
        'Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Exercise,Sets×Reps,Duration (hours),Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG)'

      const found = await read(
        [heading, `${day},1,"A","5×5","Squat",5,,${start},${end},"",5,100`],
        {
          timezone: 'Europe/Berlin',
        },
      )

      expect(found.sessions[0]?.totals?.durationSec).toBe(seconds)
    },
  )

  it('is reported if the file leaves open which hour it means', async () => {
    const found = await read(workout('2025-10-26 01:50', '2025-10-26 02:30'), {
      timezone: 'Europe/Berlin',
    })

    expect(found.shown.problems).toMatchObject([{ code: 'clockChange', isLeftOut: false }])
    expect(found.sessions[0]?.totals?.durationSec).toBe(2_400)
  })
})

describe('values in doubt', () => {
  const long = [STRONG, row('2026-01-10 18:00:00').replace('1h', '13h 45m')]
  const far = [
    STRONG,
    '2026-01-10 18:00:00,"Legs",1h,"Sled Push",1,0,0,315,0,,,',
    '2026-01-10 18:00:00,"Legs",1h,"Ride",1,0,0,25,5400,,,',
  ]

  it('are a workout of 13h 45m: asked about, and estimated unless confirmed', async () => {
    const asked = await read(long)
    const kept = await read(long, { unit: 'kg', longWorkouts: 'keep' })

    expect(asked.shown.missing).toContain('longWorkouts')
    expect(asked.shown.problems).toMatchObject([{ code: 'longWorkout', found: '13h 45m' }])
    expect(asked.sessions[0]?.totals?.durationSec).toBeLessThan(3_600)
    expect(kept.sessions[0]?.totals?.durationSec).toBe(49_500)
    expect(kept.done.problems).toEqual([])
  })

  it('are 315 miles with a sled: asked about, and not summed unless confirmed', async () => {
    const asked = await read(far, { unit: 'lb', distanceUnit: 'mi' })
    const kept = await read(far, { unit: 'lb', distanceUnit: 'mi', farDistances: 'keep' })

    expect(asked.shown.missing).toContain('farDistances')
    expect(asked.done.problems).toMatchObject([{ code: 'farDistance', found: '315 mi' }])
    expect(asked.sessions[0]?.totals?.distance).toBe(40_233.6)
    expect(kept.sessions[0]?.totals?.distance).toBeGreaterThan(500_000)
  })

  it('are not workouts and distances that athletes manage', async () => {
    const found = await read(
      [
        STRONG,
        '2026-01-10 08:00:00,"Marathon",4h 10m,"Running",1,0,0,42.2,15000,,,',
        '2026-01-11 08:00:00,"Push",1h,"Sled Push",1,100,0,0.02,0,,,',
      ],
      { unit: 'kg', distanceUnit: 'km' },
    )

    expect(found.shown.missing).not.toContain('farDistances')
    expect(found.shown.missing).not.toContain('longWorkouts')
    expect(found.shown.problems).toEqual([])
  })
})
