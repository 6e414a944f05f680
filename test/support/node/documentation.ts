/** Reads the documentation of Missive Live Chat: what it names, and the defaults that it gives. */
import { runInNewContext } from 'node:vm';

export interface Documentation {
  /** The configuration with every option at its default. */
  config: Record<string, unknown>;
  callbacks: string[];
  methods: string[];
}

export function readDocumentation(text: string): Documentation {
  const [withDefaults = {}, withCallbacks = {}] = [...text.matchAll(CONFIG)].map(([, code]) => evaluate(code ?? ''));
  const table = text.slice(text.indexOf('Method Description'));
  return {
    config: withDefaults,
    callbacks: Object.keys(withCallbacks).filter((name) => name.startsWith('on')),
    methods: [...table.matchAll(/^(\w+)\(.*?\) [A-Z]/gm)].map(([, name]) => name ?? ''),
  };
}

/** The object that a snippet assigns: to the brace that stands as far from the margin as its beginning. */
const CONFIG = /^ {4}w\.MissiveChatConfig = (\{\n.*?^ {4}\});/gms;

function evaluate(code: string): Record<string, unknown> {
  return runInNewContext(`(${code})`, {}) as Record<string, unknown>;
}
