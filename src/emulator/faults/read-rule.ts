/** Checks a rule that came as JSON. */
import { FAULT_KINDS, FAULT_PLACES, type Fault, type FaultRule } from './fault.js';

/** Numbers that a kind of fault cannot do without. */
const REQUIRED: Partial<Record<Fault['kind'], string>> = {
  cut: 'afterBytes',
  delay: 'ms',
  late: 'ms',
  status: 'status',
  close: 'status',
};

const RULE_FIELDS = { identity: 'string', method: 'string', path: 'string', skip: 'number', times: 'number' } as const;

/** @throws Error that says what is wrong. */
export function readFaultRule(value: unknown): FaultRule {
  const rule = asObject(value, 'A rule');
  const fault = asObject(rule['fault'], '"fault"');
  const kind = oneOf(FAULT_KINDS, fault['kind'], '"fault.kind"');
  const needed = REQUIRED[kind];
  if (needed !== undefined && typeof fault[needed] !== 'number') throw new Error(`"fault.${needed}" is no number.`);
  for (const [name, type] of Object.entries(RULE_FIELDS)) {
    if (rule[name] !== undefined && typeof rule[name] !== type) throw new Error(`"${name}" is no ${type}.`);
  }
  return { ...rule, at: oneOf(FAULT_PLACES, rule['at'], '"at"'), fault: fault as unknown as Fault };
}

function asObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`${name} is no object.`);
  return value as Record<string, unknown>;
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown, name: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error(`${name} is none of ${words.join(', ')}.`);
  return found;
}
