import type { Request, RequestHandler, Response } from 'express'
import morgan from 'morgan'
import type { Logger } from 'pino'

/**
 * The access log: the fields of morgan's combined format, without personal data. The address is cut
 * to its network, and the path is the endpoint's, without ids and query.
 */
export function requestLog(logger: Logger): RequestHandler {
  const access = logger.child({ module: 'access' }, { redact: [] })
  return morgan<Request, Response>((tokens, req, res) => {
    const status = Number(tokens['status']?.(req, res) ?? 0)
    const fields = {
      requestId: req.id,
      userId: req.claims?.userId,
      remote: network(req.ip ?? ''),
      method: req.method,
      route: req.endpoint ?? 'unmatched',
      status,
      bytes: req.bytesSent ?? Number(tokens['res']?.(req, res, 'content-length') ?? 0),
      ms: Number(tokens['response-time']?.(req, res) ?? 0),
      agent: tokens['user-agent']?.(req, res),
    }
    access.info(fields, 'request')
    return undefined
  })
}

/** Cuts IPv4 to /24 and IPv6 to /48: enough to see an attack, too little to identify a person. */
export function network(ip: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip)
  if (v4) return `${v4[1]}.0/24`
  return ip.includes(':') ? `${ip.split(':').slice(0, 3).join(':')}::/48` : ip
}
