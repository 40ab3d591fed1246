import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

const server = 'http://localhost:8080'

export default defineConfig({
  plugins: [react()],
  // The server puts its own in the place of this, another for every answer.
  html: { cspNonce: 'NONCE-OF-THIS-ANSWER' },
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    // Workspaces may hold two patch releases of React; a page must never load both.
    dedupe: ['react', 'react-dom'],
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/calendar', '/health', '/dev', '/.well-known'].map((path) => [
        path,
        { target: server },
      ]),
    ),
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // Everything stays a file of its own: the server's policy allows no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs and no release of ours changes stays in the cache.
          groups: [
            {
              name: 'platform',
              test: /node_modules\/(react|react-dom|scheduler|react-router|react-i18next|i18next|axios|zod|@tanstack)\//,
            },
            // Small things most pages share come as one file rather than as thirty.
            { name: 'shared', minShareCount: 8 },
          ],
        },
      },
    },
  },
})
