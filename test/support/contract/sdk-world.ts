/** Two people with the real SDK, in one conversation of an emulator of their own. */
import type { Client, Conversation } from '@twilio/conversations';
import type { EmulatorHost, TokenChoice } from './emulator-host.js';
import { connectedClient } from './sdk.js';

export class SdkWorld {
  readonly host: EmulatorHost;
  /** The conversation of alice and bob. */
  readonly sid: string;
  readonly #clients: Client[] = [];

  private constructor(host: EmulatorHost, sid: string) {
    this.host = host;
    this.sid = sid;
  }

  static async open(host: EmulatorHost): Promise<SdkWorld> {
    const participants = ['alice', 'bob'];
    return new SdkWorld(host, await host.createConversation({ friendlyName: 'Support', participants }));
  }

  async connect(identity: string, choice: TokenChoice = {}): Promise<Client> {
    const [socketUri, token] = await Promise.all([this.host.socketUri(), this.host.token(identity, choice)]);
    const client = await connectedClient(socketUri, token);
    this.#clients.push(client);
    return client;
  }

  /** The conversation, once the SDK has read its messages and participants: what comes later, it hears as events. */
  async open(client: Client): Promise<Conversation> {
    const conversation = await client.getConversationBySid(this.sid);
    await conversation.getParticipants();
    return conversation;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.shutdown()));
  }
}
