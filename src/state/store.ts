/** Holds the state of one chat and tells whoever watches. Knows neither the session nor the views. */
import type { Fact } from './facts.js';
import { reduce } from './reduce.js';
import { INITIAL_STATE, type ChatState } from './state.js';

export type Watcher = (state: ChatState, previous: ChatState) => void;

export interface Store {
  /** The state right now. */
  readonly state: ChatState;
  /** Reports that something happened. Watchers are told at once, and only when it changed the state. */
  report(fact: Fact): void;
  /** @returns A function that stops the watching. */
  watch(watcher: Watcher): () => void;
}

export function createStore(initial: ChatState = INITIAL_STATE): Store {
  let state = initial;
  const watchers = new Set<Watcher>();
  return {
    get state() {
      return state;
    },
    report(fact) {
      const previous = state;
      state = reduce(state, fact);
      if (state === previous) return;
      const current = state;
      for (const watcher of [...watchers]) watcher(current, previous);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
