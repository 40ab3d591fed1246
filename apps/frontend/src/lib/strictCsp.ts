/** What style elements have to carry, by the server's content security policy. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

Object.assign(globalThis, {
  // Imported before the contract: zod would otherwise probe for `new Function`, which the policy
  // refuses and the browser reports.
  __zod_globalConfig: { jitless: true },
  // Where libraries look for it that make style elements themselves (get-nonce).
  __webpack_nonce__: styleNonce,
})
