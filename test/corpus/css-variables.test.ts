import { expect } from '@open-wc/testing';
import '../../src/index.js';
import type { VariableName } from '../../src/settings/config.js';
import { paintedVariables } from '../../src/settings/paint.js';
import { VARIABLES } from '../../src/settings/variables.js';
import { readCorpus } from '../support/browser/corpora.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type Chat } from '../support/browser/harness.js';

interface VariableCase {
  id: string;
  name: string;
  expect: 'accept' | 'reject' | 'reset' | 'clamp' | 'either';
  value?: string;
  /** An expression in place of `value`. */
  js?: string;
  type: string | null;
}

/** What shows that a value of that type is in force. */
const SHOWN_BY: Record<string, string> = {
  color: 'background-color',
  radius: 'border-radius',
  border: 'border',
  shadow: 'box-shadow',
  font: 'font-family',
  easing: 'transition-timing-function',
};

describe('the corpus of styling variables', () => {
  let cases: VariableCase[];
  let world: FakeWorld;
  let chat: Chat;
  let warnings: string[];
  const warn = console.warn;

  before(async function () {
    world = new FakeWorld();
    cases = await readCorpus<VariableCase>(this, 'css-variables');
    chat = await world.mount().open();
    console.warn = (line: string) => warnings.push(line);
  });

  after(() => {
    console.warn = warn;
    clear();
    world.restore();
  });

  /** Sets the variable of a case on a chat that knows no other. */
  function set(one: VariableCase): void {
    warnings = [];
    chat.element.setVariables(Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, null])));
    const value: unknown = one.js === undefined ? one.value : window.eval(`(${one.js})`);
    chat.element.setVariables(Object.fromEntries([[one.name, value as string]]));
  }

  const those = (...kinds: VariableCase['expect'][]): VariableCase[] =>
    // These spellings of documented names are accepted.
    cases.filter((one) => kinds.includes(one.expect) && !['--main-color', 'mainColor'].includes(one.name));

  it('sets nothing to a value to reject, and warns once', () => {
    const failed = those('reject', 'reset').filter((one) => {
      set(one);
      return JSON.stringify(chat.element.settings.variables) !== JSON.stringify(VARIABLES) || warnings.length > 1;
    });
    expect(failed.map(({ id, name, value, js }) => `${id} ${name}: ${String(value ?? js)}`)).to.deep.equal([]);
  });

  it('shows every value to accept', () => {
    const root = chat.element.shadowRoot!.querySelector('.root')!;
    const probe = root.appendChild(document.createElement('div'));
    const failed = those('accept').filter((one) => {
      set(one);
      const name = one.name as VariableName;
      const { variables } = chat.element.settings;
      // Of a reference to itself only the fallback has a meaning.
      const given = one.value!.trim().replace(`var(--${name}, red)`, 'red');
      if (variables[name] !== given) return true;
      // Lengths and times are shown within bounds.
      if (one.type === 'length' || one.type === 'time') return false;
      const shown = (value: string): string => {
        probe.style.setProperty(SHOWN_BY[one.type!]!, value);
        return getComputedStyle(probe).getPropertyValue(SHOWN_BY[one.type!]!);
      };
      return shown(`var(--${name})`) !== shown(paintedVariables(variables)[name]);
    });
    probe.remove();
    expect(failed.map(({ id, name, value }) => `${id} ${name}: ${String(value)}`)).to.deep.equal([]);
  });

  it('stays usable, and lets the page be seen, whatever is set', async () => {
    const failed: string[] = [];
    for (const one of those('clamp', 'either')) {
      set({ ...one, name: 'transition-duration', value: '0s' });
      chat.element.setVariables({ [one.name]: one.value! });
      await new Promise(requestAnimationFrame);
      const problem = problemOf(chat);
      if (problem !== null) failed.push(`${one.id} ${one.name}: ${problem}`);
    }
    expect(failed).to.deep.equal([]);
  });

  it('fetches nothing and leaves the page alone', () => {
    for (const one of cases) set(one);
    const requests = performance.getEntriesByType('resource').filter(({ name }) => name.includes('canary'));
    expect(requests).to.be.empty;
    const sheets = [...chat.element.shadowRoot!.adoptedStyleSheets].slice(0, 1);
    expect(sheets.map((sheet) => sheet.cssRules.length)).to.deep.equal([1]);
    expect(Object.keys(Object.prototype)).to.be.empty;
  });
});

function problemOf(chat: Chat): string | null {
  const frame = chat.part('frame')!;
  const style = getComputedStyle(frame);
  const box = frame.getBoundingClientRect();
  const close = chat.find('button', 'Close chat')?.getBoundingClientRect();
  if (!isOnScreen(box)) return `the window is at ${JSON.stringify(box)}`;
  if (!close || !isOnScreen(close) || close.width < 20) return `the button that closes is at ${JSON.stringify(close)}`;
  if (parseFloat(style.fontSize) > 40) return `letters of ${style.fontSize}`;
  if (parseFloat(style.transitionDuration) > 2) return `it takes ${style.transitionDuration} to open`;
  if (parseFloat(style.borderTopLeftRadius) > 60) return `corners of ${style.borderTopLeftRadius}`;
  return style.boxShadow.includes('9999') ? `the shadow ${style.boxShadow}` : null;
}

function isOnScreen({ top, left, bottom, right }: DOMRect): boolean {
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}
