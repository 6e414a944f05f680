/** The real companion and the team behind it, as tests in the browser reach them through the runner. */
import { executeServerCommand } from '@web/test-runner-commands';

/** A message as the message service keeps it. */
export interface KeptMessage {
  author: string;
  body: string;
  attributes: { data?: Record<string, string> };
}

const ask = <Answer>(command: string, ...values: unknown[]): Promise<Answer> =>
  executeServerCommand<Answer, unknown[]>(`companion:${command}`, values);

/** An account of its own for one test, with its team. */
export class Account {
  /** Origin of the companion. */
  readonly server: string;
  readonly id: string;

  private constructor(server: string, id: string) {
    this.server = server;
    this.id = id;
  }

  /** @param config What its Setup page saved, in the shape of `MissiveChatConfig`. */
  static async open(config: object = {}): Promise<Account> {
    const [server, id] = await Promise.all([ask<string>('origin'), ask<string>('openAccount', config)]);
    return new Account(server, id);
  }

  /** Everything that is stored in the conversations of the account. */
  messages(): Promise<KeptMessage[]> {
    return ask('messages', this.id);
  }

  /**
   * The team answers the one visitor who has written.
   *
   * @param attributes As JSON. Default: none.
   */
  reply(body: string, attributes?: string): Promise<void> {
    return ask('reply', this.id, body, ...(attributes === undefined ? [] : [attributes]));
  }

  comeOnline(): Promise<void> {
    return ask('comeOnline', this.id);
  }

  goOffline(): Promise<void> {
    return ask('goOffline', this.id);
  }

  /** The visitors' lines break. */
  cutConnections(): Promise<void> {
    return ask('cutConnections', this.id);
  }
}
