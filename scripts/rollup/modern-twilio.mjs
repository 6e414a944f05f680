/**
 * A Rollup plugin that builds Twilio's SDK from the modern modules that its packages ship beside their declared entries:
 * the same code without ES5 and polyfills, at about half the weight. They are not declared, so a release may move them;
 * the build then fails here and says so. TWILIO_ENTRY=package goes back to the declared entries.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGES = [
  '@twilio/conversations',
  'twilsock',
  'twilio-sync',
  '@twilio/notifications',
  '@twilio/mcs-client',
  '@twilio/operation-retrier',
  '@twilio/replay-event-emitter',
  '@twilio/declarative-type-validator',
  '@twilio/deprecation-decorator',
];

/** What is changed in the packages' code, by the end of a file's path. The build stops where the code is another one. */
const CHANGES = [
  {
    // The logger would write its level into the storage of the page, under keys that a page with the same logger reads
    // as its own. The level is set anew by every client, so nothing is lost when it is not kept.
    file: 'loglevel/lib/loglevel.js',
    from: 'function persistLevelIfPossible(levelNum) {',
    to: 'function persistLevelIfPossible(levelNum) { return;',
  },
  {
    // When the line is cut while a conversation is fetched, this is thrown where nobody can catch it, and the page would
    // see it as an error of its own. Whoever needs the conversation asks for it again and is told then.
    file: '@twilio/conversations/dist/conversation.js',
    from: `if (this._services.syncClient.connectionState !== "disconnected") {
                    throw err;
                }`,
    to: '',
  },
  {
    // The same of the list of conversations, which also goes to the page's console.
    file: '@twilio/conversations/dist/client.js',
    from: `console.error("Failed to fetch conversations _conversationsPromise -> client.ts", error);
            throw error;
        });`,
    to: `throw error;
        });
        this._conversationsPromise.catch(() => undefined);`,
  },
  {
    // And of somebody who joins.
    file: '@twilio/conversations/dist/data/participants.js',
    from: `this.emit(Conversation.participantJoined, participant);
                        });`,
    to: `this.emit(Conversation.participantJoined, participant);
                        }, () => undefined);`,
  },
];

export function modernTwilio() {
  const usesPackageEntry = process.env.TWILIO_ENTRY === 'package';
  return {
    name: 'modern-twilio',
    resolveId(id) {
      if (usesPackageEntry || !PACKAGES.includes(id)) return null;
      const path = fileURLToPath(new URL(`../../node_modules/${id}/dist/index.js`, import.meta.url));
      if (!existsSync(path)) {
        this.error(
          `${id} no longer ships dist/index.js. Build from the declared entries with TWILIO_ENTRY=package, ` +
            'and see docs/decisions/003-twilio-from-dist.md.',
        );
      }
      return path;
    },
    transform(code, id) {
      const changes = CHANGES.filter(({ file }) => id.endsWith(`/node_modules/${file}`));
      if (changes.length === 0) return null;
      for (const { file, from } of changes) {
        if (!code.includes(from)) this.error(`${file} is written in another way now: look at what it does.`);
      }
      return { code: changes.reduce((changed, { from, to }) => changed.replaceAll(from, to), code), map: null };
    },
  };
}
