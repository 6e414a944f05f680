/** The strongest layer of settings: what the page's calls said since the start. Called by the element. */
import { copyOwn, isPlainObject } from './check.js';
import type { Settings, VariableName } from './config.js';
import { readVariableNames, resolve } from './resolve.js';
import type { ValueCheck } from './variable-value.js';

export class RuntimeLayer {
  #user: object | undefined;
  #meta: object | undefined;
  #variables: Partial<Record<VariableName, unknown>> = {};
  #isButtonHidden: boolean | undefined;

  /** Replaces the user as a whole; anything but an object is nobody. */
  setUser(user: unknown): void {
    this.#user = isPlainObject(user) ? user : {};
  }

  setMeta(meta: unknown): void {
    this.#meta = isPlainObject(meta) ? copyOwn(meta) : {};
  }

  /** Adds keys; those of `current` stay as they are. */
  addMeta(meta: unknown, current: object): void {
    if (isPlainObject(meta)) this.#meta = { ...copyOwn(meta), ...current };
  }

  /** Merges over the variables set before; `null` resets one. */
  setVariables(variables: unknown): void {
    this.#variables = { ...this.#variables, ...readVariableNames(variables) };
  }

  setButtonHidden(isHidden: boolean): void {
    this.#isButtonHidden = isHidden;
  }

  /** Resolves the settings with this layer over the weaker ones. */
  resolveOver(weaker: readonly unknown[], check?: ValueCheck): Settings {
    const own = { chat: { variables: this.#variables, hidden: this.#isButtonHidden } };
    return resolve([...weaker, own], { user: this.#user, meta: this.#meta }, check);
  }
}
