// Imported before the contract: zod would otherwise probe for `new Function`, which the
// server's content security policy refuses and the browser reports.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
