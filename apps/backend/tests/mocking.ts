/**
 * Backend test files that call `vi.mock`. Only these get a module graph of their own: importing the
 * application takes longer than most files take to run. `isolation.test.ts` checks the list.
 */
export const mocking = [
  'apps/backend/src/modules/imports/parse.test.ts',
  'apps/backend/src/utils/passwords.test.ts',
  'apps/backend/tests/pseudoLanguage.test.ts',
  'apps/backend/tests/security/bruteForce.test.ts',
  'apps/backend/tests/security/enumeration.test.ts',
  'apps/backend/tests/security/refresh.test.ts',
  'apps/backend/tests/security/tokens.test.ts',
]
