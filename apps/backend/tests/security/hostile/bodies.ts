/** A body and whether it is valid JSON by the grammar; undefined where the grammar leaves that open. */
export interface Body {
  readonly name: string
  readonly bytes: Buffer
  readonly isJson: boolean | undefined
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const good = [
  '{}',
  ' \t\r\n{} ',
  '{"":0}',
  '{"a":1,"a":2}',
  '[]',
  '0',
  '-0',
  '1E-2',
  '123e65',
  'true',
  'null',
  '""',
  '"\\u0000"',
  '"\\ud83d\\udcaa"',
  '"\u2028\u007f"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '{"min":-1.0e+28,"max":1.0e+28}',
  deep(20),
]

const bad = [
  '{',
  '[1,]',
  '[,1]',
  '{"a":1,}',
  '{"a"}',
  '{a:1}',
  "{'a':1}",
  '{"a":1}#',
  '{}}',
  '[1 2]',
  '01',
  '+1',
  '.5',
  '1.',
  '1e',
  '0x1',
  'NaN',
  '-Infinity',
  'nul',
  'True',
  '"',
  '"\t"',
  '"\\x00"',
  '"\\u12"',
  '"\\u{1}"',
  '/**/{}',
  '{}//',
  '\u00a0',
  '\u2060{}',
  '<a/>',
  '['.repeat(30_000),
  '{"a":'.repeat(10_000),
]

const open: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['a lone half of a pair', Buffer.from('"\\ud800"')],
  ['halves in the wrong order', Buffer.from('{"\\udc00\\ud800":1}')],
  ['a number too big', Buffer.from('[1e999]')],
  ['a number too long', Buffer.from(`[${'9'.repeat(400)}]`)],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ['an overlong NUL', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
  ['half a character', Buffer.from([0x22, 0xe2, 0x82, 0x22])],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
  ['a byte order mark', Buffer.from('\ufeff{}')],
  ['500 lists in each other', Buffer.from(deep(500))],
]

/** A built-in collection, so that every checkout can run the tests. */
export const bodies: readonly Body[] = [
  ...good.map((text) => ({ name: text.slice(0, 30), bytes: Buffer.from(text), isJson: true })),
  ...bad.map((text) => ({ name: text.slice(0, 30), bytes: Buffer.from(text), isJson: false })),
  { name: 'a byte order mark alone', bytes: Buffer.from('\ufeff'), isJson: false },
  ...open.map(([name, bytes]) => ({ name, bytes, isJson: undefined })),
]
