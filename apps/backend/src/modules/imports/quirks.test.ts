import { describe, expect, it } from 'vitest'

import { commit, historyOf, importFile, legs, preview, STRONG } from '../../../tests/importing.ts'
import { useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const HEVY =
  'title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type'
const ALPHA = '\uFEFF\n\n"Legs"\n"2026-01-10 5:46 pm",1:04 hr\n"Day 1 · Week 2 · Plan"\n'
const ANDROID =
  'Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration'

/** A strength set of 2026-01-10, in the format of Strong. */
const strong = (
  over: Partial<Record<'date' | 'order' | 'weight' | 'reps' | 'rest', string>> = {},
) => {
  const { date = '2026-01-10 18:00:00', order = '1', weight = '60', reps = '5' } = over
  return `${date},"Legs",1h,"Squat",${order},${weight},${reps},${over.rest ?? '0,0,,,'}`
}

async function read(
  file: string | Uint8Array,
  answers: Parameters<typeof importFile>[2] = { unit: 'kg' },
) {
  const ada = await app.newAthlete()
  const shown = await preview(ada, file)
  await importFile(ada, file, answers)
  return { shown, sessions: await historyOf(ada) }
}

const setsOf = ({ sessions }: Awaited<ReturnType<typeof read>>) =>
  sessions.flatMap(({ exercises }) => exercises.flatMap(({ actual }) => actual))

describe('a file of Strong', () => {
  it('reads Android exports with unit columns, semicolons and decimal commas', async () => {
    const found = await read(
      [
        ANDROID,
        '2026-01-10 18:00:00;"Mix";"Squat";1;100,5;lbs;5;8,5;;;0;"";"";44m',
        '2026-01-10 18:00:00;"Mix";"Ride";1;0.0;lbs;0.0;;10.0;mi.;1800.0;"";"";44m',
      ].join('\n'),
      {},
    )

    expect(found.shown.missing).toEqual(['timezone'])
    expect(found.sessions[0]).toMatchObject({ totals: { durationSec: 2_640, distance: 16_093.44 } })
    expect(setsOf(found)).toMatchObject([
      { load: 45.586033185, reps: 5, rpe: 8.5 },
      { load: null, reps: null, distance: 16_093.44, durationSec: 1_800 },
    ])
  })

  it('reads German headings', async () => {
    const found = await read(
      [
        'Datum;Workout-Name;Name der Übung;Reihenfolge festlegen;Gewicht;Wiederh.;RPE;Entfernung;Sekunden;Notizen;Workout-Notizen;Dauer',
        '2026-01-10 18:00:00;Beine;Kniebeuge;W;40;10;;0;0;;;1h 5m',
        '2026-01-10 18:00:00;Beine;Kniebeuge;1;100;5;;0;0;tief;;1h 5m',
      ].join('\n'),
    )

    expect(found.sessions[0]).toMatchObject({ title: 'Beine', totals: { durationSec: 3_900 } })
    expect(found.sessions[0]?.exercises[0]?.notes).toBe('tief')
    expect(setsOf(found).map(({ setType }) => setType)).toEqual(['warmup', 'working'])
  })

  it('reads warm-ups, drop sets and failure, and counts rests and notes as no sets', async () => {
    const rows = [
      '"1";"2026-01-10 18:00:00";"Legs";"3600";"Squat";"Note";"";"";"";"";"";"slowly";""',
      ...['W', '1', 'Rest Timer', 'D', 'F', 'X'].map(
        (order) =>
          `"1";"2026-01-10 18:00:00";"Legs";"3600";"Squat";"${order}";"60";"5";"";"";"90";"";""`,
      ),
    ]
    const heading =
      '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"'

    const found = await read([heading, ...rows].join('\n'), {})

    expect(setsOf(found).map(({ setType }) => setType)).toEqual([
      'warmup',
      'working',
      'drop',
      'failure',
      'working',
    ])
    expect(setsOf(found)[1]?.restSec).toBe(90)
    expect(found.sessions[0]?.exercises[0]?.notes).toBe('slowly')
    expect(found.shown.problems).toMatchObject([{ line: 8, code: 'setType', isLeftOut: false }])
  })

  it('separates workouts of one day, and two blocks of one exercise', async () => {
    const found = await read(
      [
        legs,
        '2026-01-10 18:00:00,"Legs",1h 5m,"Row",1,60,5,0,0,,,',
        '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",1,80,5,0,0,,,',
        '2026-01-10 08:00:00,"Legs",30m,"Row",1,60,5,0,0,,,',
      ].join('\n'),
    )

    expect(found.sessions.map(({ exerciseNames }) => exerciseNames)).toEqual([
      ['Squat', 'Row', 'Squat'],
      ['Row'],
    ])
  })
})

describe('a title without a visible character', () => {
  it.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['an override of the direction', '\u202e'],
    ['a Hangul filler', '\u3164'],
  ])('is replaced by the name of the first exercise: %s', async (_, title) => {
    const { sessions } = await read([STRONG, strong().replace('Legs', title)].join('\n'))

    expect(sessions[0]?.title).toBe('Squat')
  })
})

describe('the notes of an exercise', () => {
  it('that differ in each row are cut where the API cuts them, and reported once', async () => {
    const rows = Array.from({ length: 150 }, (_, at) =>
      strong({ rest: `0,0,${String(at).padEnd(200, 'x')},,` }),
    )

    const { shown, sessions } = await read([STRONG, ...rows].join('\n'))

    expect(shown.problems).toMatchObject([{ code: 'shortened', isLeftOut: false }])
    expect(sessions[0]?.exercises[0]?.notes).toHaveLength(1_000)
    expect(setsOf({ shown, sessions })).toHaveLength(150)
  })
})

describe('a file of Hevy', () => {
  it('reads pounds and miles in headings, supersets, and month names', async () => {
    const found = await read(
      [
        `${HEVY},weight_lbs,reps,distance_miles,duration_seconds,rpe`,
        '"Push","3 Jan 2026, 09:31","3 Jan 2026, 10:20","fine","Press",0,"slow",0,"normal",100,5,,0,9.5',
        '"Push","3 Jan 2026, 09:31","3 Jan 2026, 10:20","fine","Curl",0,"",0,"dropset",50,8,,0,',
        '"Push","3 Jan 2026, 09:31","3 Jan 2026, 10:20","fine","Run",,"",0,"normal",,0,1.5,600,',
        '"Zug","3. Mär. 2026, 09:31","3. Mär. 2026, 10:20","","Row",,"",0,"failure",50,8,,0,',
      ].join('\n'),
      {},
    )

    const [pull, push] = found.sessions
    expect(found.shown.missing).toEqual(['timezone'])
    expect(pull?.startedAt).toBe('2026-03-03T08:31:00.000Z')
    expect(push).toMatchObject({ notes: 'fine', totals: { durationSec: 2_940 } })
    expect(push?.exercises).toMatchObject([
      { name: 'Press', superset: 1, notes: 'slow', actual: [{ load: 45.359237, rpe: 9.5 }] },
      { name: 'Curl', superset: 1, actual: [{ setType: 'drop', load: 22.6796185 }] },
      {
        name: 'Running',
        superset: null,
        type: 'cardio',
        actual: [{ distance: 2_414.02, reps: null }],
      },
    ])
  })
})

describe('a file of FitNotes', () => {
  it('reads Android exports as a workout a day and groups sets by exercise', async () => {
    const found = await read(
      [
        'Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time,Comment',
        '2026-01-10,Press,Chest,100,5,,,,',
        '2026-01-10,Row,Back,100,5,,,,',
        '2026-01-10,Press,Chest,100,4,,,,tired',
        '2026-01-11,Running,Cardio,,,5,km,0:25:00,',
      ].join('\n'),
      { timezone: 'Europe/Berlin' },
    )

    expect(found.sessions).toMatchObject([
      { startedAt: '2026-01-11T11:00:00.000Z', totals: { distance: 5_000, durationSec: 1_500 } },
      { exerciseNames: ['Press', 'Row'], totals: { sets: 3, volume: 635.029318 } },
    ])
  })

  it('reads done, failed and planned sets of iOS exports', async () => {
    const rows = [
      'Press,Barbell,5,"60,0",,,Done,true',
      'Press,Barbell,5,"60,0",,,Failed,false',
      'Press,Barbell,5,"60,0",,,Planned,false',
      'Plank,Bodyweight,,"0,0",00:00:45,,Done,false',
    ].map((row) => `Upper,2026-01-10T17:00:00Z,2026-01-10T18:15:00Z,"80,0",${row},7,,Chest,`)
    const heading =
      'Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,Categories,Note'

    const found = await read([heading, ...rows].join('\n'))

    expect(found.shown).toMatchObject({ ignored: 1, missing: ['unit'] })
    expect(setsOf(found)).toMatchObject([
      { setType: 'warmup', load: 60 },
      { setType: 'failure', load: 60 },
      { setType: 'working', durationSec: 45, load: null },
    ])
    expect(found.sessions[0]?.startedAt).toBe('2026-01-10T17:00:00.000Z')
  })
})

describe('a file of StrongLifts', () => {
  it('reads sets side by side and ignores sets marked with a dash', async () => {
    const found = await read(
      [
        '\uFEFFDate (yyyy/mm/dd),Workout,Workout Name,Program Name,Exercise,Sets×Reps,Duration (hours),Start Time (h:mm),Notes,Set 1 (Reps),Set 1 (LB),Set 2 (Reps),Set 2 (LB),Set 3 (Reps),Set 3 (LB)',
        '2026/01/10,1,"Workout A","5×5","Squat",5/0/-,0.5,6:05 PM,"",5,100,0,100,0,100',
      ].join('\n'),
      {},
    )

    expect(found.shown).toMatchObject({ sets: 2, ignored: 1 })
    expect(found.sessions[0]).toMatchObject({
      startedAt: '2026-01-10T17:05:00.000Z',
      totals: { volume: 226.796185, durationSec: 1_800 },
    })
  })

  const heading =
    'Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Exercise,Sets×Reps,Duration (hours),Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG)'

  it('reports invalid times, and ignores an exercise without sets', async () => {
    const found = await read(
      [
        heading,
        '2026/01/10,1,"A","5×5","Squat",5,oops,whenever,25:99,"",5,100',
        '2026/01/10,1,"A","5×5","Row",,,,,"left out",,',
      ].join('\n'),
      {},
    )

    expect(found.shown).toMatchObject({ sets: 1, ignored: 1 })
    expect(found.shown.problems).toMatchObject([
      { line: 2, code: 'date', found: 'whenever', isLeftOut: false },
      { line: 2, code: 'date', found: '25:99', isLeftOut: false },
      { line: 2, code: 'duration', found: 'oops', isLeftOut: false },
    ])
  })

  it('reads workouts that end after midnight', async () => {
    const row = '2026/01/10,1,"A","5×5","Squat",5,,11:30 PM,12:45 AM,"",5,100'

    const found = await read([heading, row].join('\n'), {})

    expect(found.shown.problems).toEqual([])
    expect(found.sessions[0]).toMatchObject({ totals: { durationSec: 4_500 } })
  })
})

describe('a file of Alpha Progression', () => {
  it('reads nested headings, and supersets from the notes', async () => {
    const found = await read(
      `${ALPHA}"1. Squat Barbell","Superset 1"\n"10 reps"\n#,LBS,REPS\n1,100,5\n2,-,-\n` +
        `"2. Flys Cable","Superset 1\nslow"\n"10 reps"\n#,REPS\n1,12\n"3. Left out"\n"8 reps"\n#,LBS,REPS\n`,
      {},
    )

    expect(found.shown).toMatchObject({ sets: 2, ignored: 1, problems: [] })
    expect(found.sessions[0]).toMatchObject({
      title: 'Legs',
      notes: 'Day 1 · Week 2 · Plan',
      startedAt: '2026-01-10T16:46:00.000Z',
      totals: { durationSec: 3_840 },
    })
    expect(found.sessions[0]?.exercises).toMatchObject([
      { name: 'Squat', superset: 1, actual: [{ load: 45.359237, reps: 5 }] },
      { name: 'Cable Fly', superset: 1, notes: 'slow', actual: [{ load: null, reps: 12 }] },
    ])
  })

  it('reads current exports with warm-ups in the notes, RIR and decimal commas', async () => {
    const found = await read(
      '"Legs · Day 2";"2026-02-19 4:54 h";"1:02 hr"\n' +
        '"1. Hack Squats · Machine · 8 reps";"WU1 · 37,5 kg · 9 reps<br>WU2 · 72,5 kg · 7 reps"\n' +
        '#;KG;REPS;RIR\n1;102,5;6;0,5\n2;+35;10;5+\n',
      {},
    )

    expect(found.sessions[0]).toMatchObject({ title: 'Legs · Day 2', totals: { volume: 965 } })
    expect(found.sessions[0]?.exercises[0]?.name).toBe('Hack Squat')
    expect(setsOf(found)).toMatchObject([
      { setType: 'warmup', load: 37.5, reps: 9 },
      { setType: 'warmup', load: 72.5, reps: 7 },
      { setType: 'working', load: 102.5, reps: 6, rir: 0.5 },
      { setType: 'working', load: 35, reps: 10, rir: 5 },
    ])
  })
})

describe('a file', () => {
  it.each([
    [
      'UTF-16, little end first',
      (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'utf-16le',
    ],
    ['UTF-16 without its mark', (text: string) => Buffer.from(text, 'utf16le'), 'utf-16le'],
    [
      'UTF-16, big end first',
      (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      'utf-16be',
    ],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1'), 'windows-1252'],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`), 'utf-8'],
  ])('in %s is decoded', async (_name, encode, encoding) => {
    const found = await read(encode(legs.replaceAll('Legs', 'Käfig')))

    expect(found.shown.encoding).toBe(encoding)
    expect(found.sessions[0]?.title).toBe('Käfig')
  })

  it('in UTF-8 with an invalid character is reported with the line', async () => {
    const broken = Buffer.from(legs.replace('"Legs"', '"K\u00e4fig Z"'))
    broken[broken.indexOf('Z')] = 0xff

    const { shown } = await read(broken)

    expect(shown.problems).toMatchObject([{ line: 2, code: 'encoding', isLeftOut: false }])
    expect(shown.sets).toBe(3)
  })

  it('with Windows or old Mac line ends, or a hint for Excel, reads the same', async () => {
    const ada = await app.newAthlete()
    for (const file of [
      legs.replaceAll('\n', '\r\n'),
      legs.replaceAll('\n', '\r'),
      `sep=,\n${legs}`,
    ])
      expect(await preview(ada, file)).toMatchObject({ sets: 3, workouts: 1, problems: [] })
  })

  it('with only a heading is reported as empty', async () => {
    const ada = await app.newAthlete()

    const shown = await preview(ada, `${STRONG}\n`)

    expect(shown).toMatchObject({ workouts: 0, problems: [{ line: 1, code: 'empty' }] })
  })

  it('with two formats is read in the first, and rows of the other are reported', async () => {
    const ada = await app.newAthlete()
    const hevy = `${HEVY},weight_kg,reps,distance_km,duration_seconds,rpe`

    const shown = await preview(ada, `${legs}\n${hevy}\na,b,c\n${legs}`)

    expect(shown.problems).toMatchObject([
      { line: 6, code: 'otherFormat' },
      { line: 7, code: 'columns' },
    ])
    expect(shown.sets).toBe(6)
  })

  it('with another delimiter or broken quotes in some rows loses only those rows', async () => {
    const ada = await app.newAthlete()
    const rows = [
      strong(),
      strong().replaceAll(',', ';').replaceAll('"', ''),
      strong().replace('"Legs"', '"Legs'),
      strong().replace('"Squat"', '5" box squat'),
      strong({ reps: '6' }),
      strong().slice(0, 33),
    ]

    const shown = await preview(ada, [STRONG, ...rows].join('\n'))

    expect(shown.problems).toMatchObject([
      { line: 3, code: 'columns' },
      { line: 4, code: 'quotes' },
      { line: 7, code: 'quotes' },
    ])
    expect(shown.sets).toBe(3)
    expect(shown.exercises.map(({ name }) => name)).toContain('5" box squat')
  })

  it.each([
    ['NaN', { weight: 'NaN' }, 'number'],
    ['infinity', { weight: 'Infinity' }, 'number'],
    ['in scientific notation', { weight: '1e3' }, 'number'],
    ['negative', { reps: '-5' }, 'range'],
    ['more help than a body weighs', { weight: '-1200' }, 'range'],
    ['no set', { weight: '0', reps: '0' }, 'emptySet'],
    ['too heavy', { weight: '99999' }, 'range'],
    ['too many repetitions', { reps: '10001' }, 'range'],
    ['half a repetition', { reps: '5.5' }, 'reps'],
    ['ambiguous', { weight: '"1,234"' }, 'number'],
    ['not a day', { date: '2026-02-30 18:00:00' }, 'date'],
    ['not an hour', { date: '2026-02-20 25:00:00' }, 'date'],
    ['not a time zone', { date: '2026-02-20 18:00:00 +99:99' }, 'date'],
    ['too long ago', { date: '1020-02-20 18:00:00' }, 'date'],
    ['in the future', { date: '2026-09-09 18:00:00' }, 'future'],
    ['too long', { rest: '0,9999999,,,' }, 'range'],
  ])('with a value that is %s leaves out the row with the reason', async (_name, over, code) => {
    const ada = await app.newAthlete()

    const shown = await preview(ada, [STRONG, strong(), strong(over)].join('\n'))

    expect(shown.sets).toBe(1)
    expect(shown.problems).toMatchObject([{ line: 3, code, isLeftOut: true }])
  })

  it('with an invalid RPE imports the set without it', async () => {
    const found = await read([STRONG, strong({ rest: '0,0,,,11' })].join('\n'))

    expect(found.shown.problems).toMatchObject([{ line: 2, code: 'rpe', isLeftOut: false }])
    expect(setsOf(found)).toMatchObject([{ rpe: null, reps: 5 }])
  })

  it('leaves the day order open unless a date has a number beyond 12', async () => {
    const ada = await app.newAthlete()
    const file = (date: string) => [STRONG, strong({ date })].join('\n')

    const open = await preview(ada, file('3/4/2026 18:00'))
    const clear = await preview(ada, file('3/14/2026 18:00'))
    await importFile(ada, file('3/4/2026 18:00'), { unit: 'kg', dayOrder: 'mdy' })

    expect(open.missing).toContain('dayOrder')
    expect(clear.missing).not.toContain('dayOrder')
    expect((await historyOf(ada))[0]?.startedAt).toBe('2026-03-04T17:00:00.000Z')
  })

  it('without a distance unit is checked in the unit of the answer', async () => {
    const file = [STRONG, strong({ rest: '5000,1500,,,' }), strong({ rest: '900,1500,,,' })].join(
      '\n',
    )

    const metres = await read(file, { unit: 'kg', distanceUnit: 'm' })
    const ada = await app.newAthlete()
    const { id } = await preview(ada, file)
    const miles = await commit(ada, id, { unit: 'lb' })

    expect(metres.shown.missing).toContain('distanceUnit')
    expect(setsOf(metres).map(({ distance }) => distance)).toEqual([5_000, 900])
    expect(miles.status).toBe(200)
    expect(miles.body.problems).toMatchObject([
      { line: 2, code: 'range', found: '5000', isLeftOut: true },
      { line: 3, code: 'range', found: '900', isLeftOut: true },
    ])
  })

  it('with only a day accepts today and rejects tomorrow', async () => {
    app.setTime('2026-09-07T06:00:00Z')
    const rows = ['2026-09-07,Press,Chest,60,5,,,,', '2026-09-08,Press,Chest,60,5,,,,']
    const heading = 'Date,Exercise,Category,Weight (kg),Reps,Distance,Distance Unit,Time,Comment'

    const found = await read([heading, ...rows].join('\n'), {})
    app.setTime('2026-09-07T10:00:00Z')

    expect(found.sessions.map(({ startedAt }) => startedAt)).toEqual(['2026-09-07T06:00:00.000Z'])
    expect(found.shown.problems).toMatchObject([{ line: 3, code: 'future' }])
  })

  it('with a workout of several days gets an estimated duration', async () => {
    const found = await read([STRONG, strong().replace('1h', '264h 1m')].join('\n'))

    expect(found.shown.problems).toMatchObject([{ code: 'duration', isLeftOut: false }])
    expect(found.sessions[0]?.totals?.durationSec).toBe(110)
  })

  it('with hostile texts is stored with the texts cleaned', async () => {
    const name = `=cmd|' /C calc'!A0\u0000<script>${'x'.repeat(200)}`
    const file = [STRONG, strong().replace('"Squat"', `"${name}"`)].join('\n')

    const found = await read(file)

    expect(found.shown.problems).toMatchObject([{ line: 2, code: 'shortened', isLeftOut: false }])
    expect(found.sessions[0]?.exercises[0]?.name).toHaveLength(128)
  })

  it('with half an emoji or a NUL in its problems is imported and answered', async () => {
    const ada = await app.newAthlete()
    for (const name of [`${'x'.repeat(59)}🏋${'y'.repeat(99)}`, `${'z'.repeat(9)}\u0000`]) {
      const file = [STRONG, strong().replace('"Squat"', `"${name}"`)].join('\n')
      const shown = await preview(ada, file.replace('Legs', name.slice(0, 9)))

      const answer = await commit(ada, shown.id, { unit: 'kg' }, { 'idempotency-key': shown.id })

      expect(answer.status).toBe(200)
      expect(shown.problems).toMatchObject([
        { code: 'shortened', found: name.slice(0, 59).replace('\0', '') },
      ])
    }
  })

  it('of nothing but quotes is read to the end', async () => {
    const ada = await app.newAthlete()
    const file = `${STRONG}\n${'"a,\n'.repeat(5_000)}${strong()}`

    const shown = await preview(ada, file)

    expect(shown).toMatchObject({ sets: 1, problemCount: 5_000 })
    expect(shown.problems).toHaveLength(1_000)
  })
})
