import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

import { metrics } from './utils/metrics.ts'

/** Slow clients are cut off; these limits hold only when given at creation. */
const TIMEOUTS = {
  connectionsCheckingInterval: 1_000,
  headersTimeout: 5_000,
  requestTimeout: 15_000,
}

/** @throws Error with a message for the terminal when the port is taken */
export async function listen(app: RequestListener, port: number, host?: string): Promise<Server> {
  const server = createServer(TIMEOUTS, app)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is in use: set PORT or METRICS_PORT.`, { cause: error })
  }
  return server
}

/** Prometheus' view of this process, on a listener of its own that the world does not reach. */
export function listenForMetrics(port: number, host: string): Promise<Server> {
  return listen(answerMetrics, port, host)
}

const answerMetrics: RequestListener = (req, res) => {
  if (req.url === '/metrics')
    void metrics.metrics().then(
      (text) => res.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => res.writeHead(500).end(),
    )
  else res.writeHead(404).end()
}

/** Takes no new requests, finishes those under way and resolves when the last is answered. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  // A connection that waits for its next request ends with the answer under way.
  server.keepAliveTimeout = 1
  server.close()
  server.closeIdleConnections()
  await closed
}
