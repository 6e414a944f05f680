/**
 * A Rollup plugin that mends, on the way into the files that browsers load, what packages do wrong and nobody can mend
 * from outside. The build stops where the code to change is not there any more: then look at what it does now.
 */

/** By the end of a file's path: what is changed there, and why. */
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
  {
    // A client listens to the window also after its shutdown, which keeps it in memory, with all it knows, for the life of
    // the page. Nobody connects a client again that was shut down.
    file: 'twilsock/dist/twilsock.js',
    from: `            window.addEventListener("online", () => {
                logger.log.debug("Browser reported connectivity state: online");
                this.resetBackoff();
                this.fsm.systemOnline();
            });
            window.addEventListener("offline", () => {
                logger.log.debug("Browser reported connectivity state: offline");
                this.websocket.close();
                this.fsm.socketClosed();
            });`,
    to: `            this.listening = new AbortController();
            const { signal } = this.listening;
            window.addEventListener("online", () => {
                this.resetBackoff();
                this.fsm.systemOnline();
            }, { signal });
            window.addEventListener("offline", () => {
                this.websocket.close();
                this.fsm.socketClosed();
            }, { signal });`,
  },
  {
    file: 'twilsock/dist/twilsock.js',
    from: `logger.log.trace("disconnect");`,
    to: `this.listening?.abort();`,
  },
  {
    // A timer of a day that every reconnection sets anew also keeps a client in memory that was shut down.
    file: 'twilio-sync/dist/subscriptions.js',
    from: `        this.isConnected = isConnected;
        if (isConnected) {`,
    to: `        this.isConnected = isConnected;
        clearTimeout(this.subscriptionTtlTimer);
        this.subscriptionTtlTimer = null;
        if (isConnected) {`,
  },
];

export function mendedPackages() {
  return {
    name: 'mended-packages',
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
