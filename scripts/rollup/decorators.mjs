/**
 * What the compiler's `experimentalDecorators` call at run time, in place of the helper of `tslib`, which can do more and
 * weighs more: every decorator in this project stands at a field, and Lit's give nothing back for one.
 *
 * @param {((target: object, key: string) => void)[]} decorators
 * @param {object} target Prototype of the class.
 * @param {string} key Name of the field.
 */
export function __decorate(decorators, target, key) {
  for (const decorate of decorators) decorate(target, key);
}
