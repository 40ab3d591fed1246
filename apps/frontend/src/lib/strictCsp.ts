/** The nonce that the content security policy requires of style elements. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

Object.assign(globalThis, {
  // Runs before the contract is imported: otherwise zod probes for `new Function`, and the browser
  // reports a violation of the policy.
  __zod_globalConfig: { jitless: true },
  // Read by libraries that create style elements (get-nonce).
  __webpack_nonce__: styleNonce,
})
