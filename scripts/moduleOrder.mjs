/**
 * An oxlint plugin with one rule: backend modules of the training log import each other in one
 * direction. A rule of its own, because an override of `no-restricted-imports` replaces the
 * patterns of earlier overrides instead of adding to them.
 */

/** Each module may import those to its right. */
const ORDER = [
  'imports',
  'history',
  'measurements',
  'planning',
  'training',
  'sessions',
  'points',
  'progress',
]

const HOME = /[\\/]modules[\\/]([a-z]+)[\\/]/
const TARGET = /^(?:\.\.\/)+(?:modules\/)?([a-z]+)\//

const isUpward = (from, to) => ORDER.indexOf(to) >= 0 && ORDER.indexOf(to) < ORDER.indexOf(from)

const moduleOrder = {
  create(context) {
    const [, home] = HOME.exec(context.filename) ?? []
    if (!ORDER.includes(home)) return {}
    const check = ({ source }) => {
      const [, target] = TARGET.exec(source?.value ?? '') ?? []
      if (isUpward(home, target))
        context.report({
          node: source,
          message: `Modules point one way: ${ORDER.join(' -> ')}.`,
        })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}

// oxlint expects a default export.
export default { meta: { name: 'fitvibe' }, rules: { 'module-order': moduleOrder } }
