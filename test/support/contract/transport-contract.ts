/**
 * What every transport does, whoever carries the messages. Each behaviour is plain code that throws when it is not so, and
 * knows neither the runner nor the world: it runs on Node and inside browsers, on the fake transport and on Twilio's SDK.
 */
import type { Connect, MessageRecord, Transport, TransportEvent } from '../../../src/transport/transport.js';
import { expect, failure } from './expect.js';

/** Behaviours that need a fault to order, or an hour of patience: what no real service can be asked for. */
export const NEEDS_FAULTS = /^(says of|does not pretend|says that the line is lost)/;

/** One visitor in one conversation, and the strings that move everything else. */
export interface ContractWorld {
  readonly connect: Connect;
  /** What the visitor connects with, beside the token. */
  readonly endpoint: { readonly socket?: string };
  readonly visitor: string;
  readonly conversation: string;
  token(): string;
  /** A token that nobody lets in. */
  badToken(): string;
  /** Writes as the team. Resolves when everything is stored. */
  write(...bodies: readonly string[]): Promise<void>;
  stored(): Promise<readonly string[]>;
  /** What befalls the next message that is sent. `lost`: stored, and its answer never comes. */
  failNextSend(fault: 'refused' | 'unavailable' | 'lost'): Promise<void>;
  /** Brings somebody else online, or takes them away. */
  setOnline(identity: string, isOnline: boolean): Promise<void>;
  /** Lets the time of the visitor's token run out. */
  expire(): Promise<void>;
}

/** A connected visitor, and what they are told. */
interface Visit {
  readonly transport: Transport;
  /** The first event that passes the test, come or still to come. */
  told<Event extends TransportEvent>(isExpected: (event: TransportEvent) => event is Event): Promise<Event>;
}

type MessageEvent = Extract<TransportEvent, { type: 'message' }>;

const isMessage =
  (body: string) =>
  (event: TransportEvent): event is MessageEvent =>
    event.type === 'message' && event.message.body === body;

const ATTRIBUTES = { cid: 'c-1', data: { page: '/ünïcode 🎉' } };
const MANY = 1000;

/** The behaviours by their names. */
export const TRANSPORT_CONTRACT: Readonly<Record<string, (world: ContractWorld) => Promise<void>>> = {
  'refuses a token that is not let in': async (world) => {
    const attempt = world.connect({ ...world.endpoint, token: world.badToken(), tell: () => undefined });
    expect((await failure(attempt)).code, 'refused');
  },

  'knows the visitor’s conversation and who takes part': (world) =>
    visit(world, async ({ transport }) => {
      const [record, ...more] = await transport.conversations();
      expect(
        [record?.sid, record?.visitor, record?.lastIndex, record?.readIndex],
        [world.conversation, world.visitor, -1, -1],
      );
      expect(more, []);
      expect((await transport.conversation(world.conversation)).sid, world.conversation);
      expect((await transport.participants(world.conversation)).includes(world.visitor), true);
    }),

  'sends with attributes, and tells the visitor’s own message': (world) =>
    visit(world, async ({ transport, told }) => {
      await transport.messages(world.conversation, { limit: 10, newest: true });
      expect(await transport.send(world.conversation, 'hi 🎉', ATTRIBUTES), 0);
      const { message } = await told(isMessage('hi 🎉'));
      expect([message.index, message.author, message.attributes], [0, world.visitor, ATTRIBUTES]);
      expect(await world.stored(), ['hi 🎉']);
    }),

  'tells what the team writes, in order': (world) =>
    visit(world, async ({ transport, told }) => {
      await transport.messages(world.conversation, { limit: 10, newest: true });
      await world.write('one', 'two');
      expect([(await told(isMessage('one'))).message.index, (await told(isMessage('two'))).message.index], [0, 1]);
    }),

  [`reads ${MANY} messages in pages, backwards and forwards`]: async (world) => {
    const bodies = Array.from({ length: MANY }, (_, index) => `m${index}`);
    await world.write(...bodies);
    await visit(world, async ({ transport }) => {
      const backwards: MessageRecord[] = [];
      let page = await transport.messages(world.conversation, { limit: 90, newest: true });
      for (;;) {
        backwards.unshift(...page.messages);
        if (!page.hasEarlier) break;
        page = await transport.messages(world.conversation, { limit: 90, before: (backwards[0]?.index ?? 0) - 1 });
      }
      expect(
        backwards.map(({ body }) => body),
        bodies,
      );
    });
    await visit(world, async ({ transport }) => {
      const forwards: string[] = [];
      while (forwards.length < MANY) {
        const page = await transport.messages(world.conversation, { limit: 90, from: forwards.length });
        if (page.messages.length === 0) break;
        forwards.push(...page.messages.map(({ body }) => body));
      }
      expect(forwards, bodies);
    });
  },

  'remembers how far the visitor has read, and never goes back': async (world) => {
    await world.write('one', 'two', 'three');
    await visit(world, async ({ transport }) => {
      await transport.markRead(world.conversation, 2);
      await transport.markRead(world.conversation, 1);
    });
    await visit(world, async ({ transport }) => {
      expect((await transport.conversation(world.conversation)).readIndex, 2);
    });
  },

  'says of a refused message that it was refused': (world) => failedSend(world, 'refused', 'refused', []),
  'says of a message that was not taken that it may be sent again': (world) =>
    failedSend(world, 'unavailable', 'unavailable', []),
  'does not pretend to know what became of a message without an answer': (world) =>
    failedSend(world, 'lost', 'unclear', ['hi']),

  'tells who is online, at once and when it changes': (world) =>
    visit(world, async ({ transport }) => {
      const states: boolean[] = [];
      let notice: () => void = () => undefined;
      const until = async (isOnline: boolean) => {
        while (states.at(-1) !== isOnline) await new Promise<void>((resolve) => (notice = resolve));
      };
      const stop = transport.watchPresence('t_team', (isOnline) => {
        states.push(isOnline);
        notice();
      });
      await until(false);
      await world.setOnline('t_team', true);
      await until(true);
      stop();
    }),

  'says that the line is lost as soon as its token has expired': (world) =>
    visit(world, async ({ told }) => {
      const begun = performance.now();
      await world.expire();
      const isLost = (event: TransportEvent): event is Extract<TransportEvent, { type: 'lost' }> =>
        event.type === 'lost';
      expect((await told(isLost)).reason, 'expired');
      // The SDK itself takes three seconds to be disconnected.
      expect(performance.now() - begun < 2500, true);
    }),
};

function failedSend(
  world: ContractWorld,
  fault: 'refused' | 'unavailable' | 'lost',
  code: string,
  stored: readonly string[],
): Promise<void> {
  return visit(world, async ({ transport }) => {
    await transport.conversation(world.conversation);
    await world.failNextSend(fault);
    expect((await failure(transport.send(world.conversation, 'hi', ATTRIBUTES))).code, code);
    expect(await world.stored(), stored);
  });
}

/** Connects, does something, and closes in any case. */
async function visit(world: ContractWorld, run: (visit: Visit) => Promise<void>): Promise<void> {
  const events: TransportEvent[] = [];
  let notice: () => void = () => undefined;
  const transport = await world.connect({
    ...world.endpoint,
    token: world.token(),
    tell: (event) => {
      events.push(event);
      notice();
    },
  });
  try {
    await run({
      transport,
      async told(isExpected) {
        for (;;) {
          const found = events.find(isExpected);
          if (found) return found;
          await new Promise<void>((resolve) => (notice = resolve));
        }
      },
    });
  } finally {
    transport.close();
  }
}
