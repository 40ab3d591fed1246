import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// After an install the checks run before every commit, and `npm start` finds everything built.
if (existsSync('.git')) execSync('git config core.hooksPath .githooks')
execSync('npm run build', { stdio: 'inherit' })
