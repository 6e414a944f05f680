/** The ways in which an option of the reference reaches the element. */
import type { MissiveChat } from '../../../src/element.js';
import type { OptionEntry } from '../../../src/settings/reference.js';
import type { FakeWorld } from './fake-world.js';

/** Sets the option to a value, beside what `config` says already. */
export type Route = (entry: OptionEntry, value: unknown, element: MissiveChat, world: FakeWorld) => void;

export const ROUTES: Record<string, Route> = {
  config: (entry, value, element) => {
    element.config = merged((element.config ?? {}) as Tree, asConfig(entry, value));
  },
  'its attribute': (entry, value, element) => {
    const held = asHeld(entry, value);
    const written = typeof held === 'string' ? held : JSON.stringify(held);
    element.setAttribute(entry.element.attribute, written);
  },
  'its property': (entry, value, element) => {
    Object.assign(element, { [entry.element.property]: asHeld(entry, value) });
  },
  'the Setup page': (entry, value, _, { settings }) => {
    Object.assign(settings!.config, asConfig(entry, value));
  },
};

type Tree = Record<string, unknown>;

function asConfig({ section, key }: OptionEntry, value: unknown): Tree {
  return section === key ? { [key]: value } : { [section]: { [key]: value } };
}

/** What the attribute or property of the option holds. */
function asHeld({ key, element: { holds } }: OptionEntry, value: unknown): unknown {
  if (holds === 'section') return { [key]: value };
  return holds === 'opposite' ? value !== true : value;
}

function merged(into: Tree, from: Tree): Tree {
  const sections = Object.entries(from).map(([name, value]): [string, unknown] => {
    const given = into[name];
    const isSection = typeof value === 'object' && typeof given === 'object';
    return [name, isSection ? { ...given, ...value } : value];
  });
  return { ...into, ...Object.fromEntries(sections) };
}
