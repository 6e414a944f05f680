/**
 * Safety rules of the browser's core, each taken out of the sources by an edit. The simulation has to notice every one
 * of them: a laboratory that finds nothing in broken code says nothing about code in which it finds nothing.
 */
export interface PlantedBug {
  /** What the code does not do any more. */
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'an unclear outcome puts the message in doubt',
    file: 'src/session/outbox.ts',
    find: "if (code === 'unclear') doubt([message]);",
    replace: '',
  },
  {
    name: 'before it sends again, the outbox reads what is stored',
    file: 'src/session/outbox.ts',
    find: 'if (doubts.has(cid)) await settle(transport, conversation);',
    replace: '',
  },
  {
    name: 'the server gets time to finish a message',
    file: 'src/session/outbox.ts',
    find: 'const SETTLE = 1500;',
    replace: 'const SETTLE = 0;',
  },
  {
    name: 'a long conversation is read back as far as the message may stand',
    file: 'src/session/outbox.ts',
    find: "while (store.state.history === 'partial'",
    replace: "while (store.state.history === 'unknown'",
  },
  {
    name: 'messages of an earlier page view are in doubt',
    file: 'src/session/session.ts',
    find: 'outbox.doubt(adopted);',
    replace: '',
  },
  {
    name: 'whoever had to wait for the turn doubts what is left',
    file: 'src/session/outbox.ts',
    find: 'if (turn.hasWaited) doubt(store.state.outbox);',
    replace: '',
  },
  {
    name: 'what is written is kept on the device at once',
    file: 'src/session/shared-outbox.ts',
    find: 'if (!memory.keepUnsent(message)) break;',
    replace: '',
  },
  {
    name: 'nothing is kept on the device without what was written before it',
    file: 'src/session/shared-outbox.ts',
    find: 'if (!memory.keepUnsent(message)) break;',
    replace: 'if (!memory.keepUnsent(message)) continue;',
  },
  {
    name: 'the visitor that another tab became is not overwritten',
    file: 'src/session/session.ts',
    find: 'memory.recall().device !== device',
    replace: 'false',
  },
  {
    name: 'one tab delivers at a time',
    file: 'src/session/session.ts',
    find: 'world.exclusively((turn) => {\n        adopt();\n        return deliver(turn);\n      })',
    replace: '(adopt(), deliver({ hasWaited: false, isOver: () => false }))',
  },
  {
    name: 'a lost lease ends the turn',
    file: 'src/session/turns.ts',
    find: 'if (isHeld) attempt(() => (isLost = holder() !== id));',
    replace: '',
  },
  {
    name: 'messages are delivered one after another',
    file: 'src/session/outbox.ts',
    find: 'await deliverOne(message, turn);',
    replace: 'void deliverOne(message, turn); await new Promise<void>((resolve) => void clock.after(20, resolve));',
  },
  {
    name: 'a reconnection reads on from where nothing was missing',
    file: 'src/session/history.ts',
    find: 'from: store.state.completeTo + 1 }',
    replace: 'from: (store.state.messages.at(-1)?.index ?? -1) + 1 }',
  },
  {
    name: 'a message that is stored leaves the outbox',
    file: 'src/state/reduce.ts',
    find: '? state.outbox.filter(({ cid }) => !stored.has(cid))',
    replace: '? state.outbox',
  },
  {
    name: 'messages are ordered by their index',
    file: 'src/state/reduce.ts',
    find: '.sort((one, other) => one.index - other.index)',
    replace: '',
  },
  {
    name: 'a line that does not answer is replaced',
    file: 'src/session/line.ts',
    find: 'if (checked === transport && !isAway) reconnect();',
    replace: '',
  },
  {
    name: 'a call may take ten seconds',
    file: 'src/session/line.ts',
    find: 'clock.after(CALL_LIMIT, giveUp)',
    replace: '() => undefined',
  },
  {
    name: 'a message that is stored twice is shown once',
    file: 'src/state/reduce.ts',
    find: 'const key = cid === null ? sid : `${author} ${cid}`;',
    replace: 'const key = sid;',
  },
  {
    name: 'a memory that is behind is no news',
    file: 'src/session/shared-outbox.ts',
    find: 'kept.get(cid) !== phase);',
    replace: 'phase !== undefined);',
  },
];
