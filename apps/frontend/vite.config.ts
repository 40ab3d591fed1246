import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

import { precompress } from './precompress.ts'

const server = 'http://localhost:8080'

export default defineConfig({
  plugins: [react(), precompress()],
  // The server replaces this with a new nonce in every response.
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    // Workspaces may install two patch releases of React; a page must never load both.
    dedupe: ['react', 'react-dom'],
  },
  server: {
    proxy: {
      ...Object.fromEntries(
        ['/api', '/calendar', '/health', '/dev', '/.well-known'].map((path) => [
          path,
          { target: server },
        ]),
      ),
      // A page to open, and an endpoint to post to.
      '/stop-mails': {
        target: server,
        bypass: ({ method, url }) => (method === 'GET' ? url : null),
      },
    },
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // No inlining: the server's content security policy allows no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Libraries that every page needs stay in the cache across our releases.
          groups: [
            {
              name: 'platform',
              test: /node_modules\/(react|react-dom|scheduler|react-router|react-i18next|i18next|axios|zod|@tanstack)\//,
            },
            // Small modules that most pages share become one file instead of thirty.
            { name: 'shared', minShareCount: 8 },
          ],
        },
      },
    },
  },
})
