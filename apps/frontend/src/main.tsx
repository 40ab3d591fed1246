import './lib/strictCsp.ts'
import './styles/mantine.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/cards.css'
import './styles/people.css'
import './styles/sets.css'
import './styles/rewards.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { startI18n } from './lib/i18n.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks #root')

await startI18n()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
