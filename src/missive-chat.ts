/**
 * The public element: attributes and methods in, events out, and the launcher. Knows the page's wishes and when the
 * window is wanted; does not know how a chat works, which is loaded with the window. Used by pages and by `missive.js`.
 */
import { ReactiveElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import { flag, json, readsJson } from './attributes.js';
import type { MissiveChatEvents } from './events.js';
import { pageSettings } from './page-settings.js';
import { ownNames, readOwn } from './settings/check.js';
import type { Meta, MissiveChatConfig, Settings, Variables } from './settings/config.js';
import { RuntimeLayer } from './settings/runtime-layer.js';
import type { PublicSettings } from './shared/public-settings.js';
import type { Person } from './shared/session.js';
import type { Connect } from './transport/transport.js';
import { hintAtNearMisses, valueCheck } from './view/hints.js';
import { launcherStyles } from './view/launcher.styles.js';
import { Widget } from './widget.js';

/**
 * A live chat for a website: a button in the corner that opens into a window.
 *
 * Nothing is stored, and nothing but the settings is asked for, before the visitor opens the chat. An option that is
 * not set here is decided by `config`, then by the account's Setup page, then by its documented default.
 *
 * Its parts, states and other custom properties stand in `settings/reference/`, from where they get into
 * `custom-elements.json`.
 *
 * @summary Live-chat widget over Twilio Conversations.
 * @tag missive-chat
 *
 * @fires {CustomEvent<undefined>} missive-ready - The widget has started.
 * @fires {CustomEvent<undefined>} missive-open - The window was opened by the visitor, a method, or because it was open at the last visit.
 * @fires {CustomEvent<undefined>} missive-close - The window was closed by the visitor or a method.
 * @fires {CustomEvent<VisitorDetail>} missive-visitor-identified - The visitor submitted the form with at least one value.
 * @fires {CustomEvent<VisitorDetail>} missive-chat-started - The first message of a new conversation was delivered.
 * @fires {CustomEvent<NewMessageDetail>} missive-new-message - A message of the team arrived, live.
 * @fires {CustomEvent<ErrorDetail>} missive-error - The chat cannot go on as it is.
 *
 * @cssprop [--missive-z-index=2147483000] - Place in the stack of the page.
 */
export class MissiveChat extends ReactiveElement {
  static override readonly styles = launcherStyles;

  /** Account id. */
  @property() account?: string;
  /** Origin of the companion server. Default: where this script was loaded from. */
  @property() server?: string;
  /** Whether the window is open. Setting it is silent; `open()` and `close()` fire events. */
  @property({ type: Boolean, reflect: true }) opened = false;

  /** Corner: `bottom-right` (default), `bottom-left`, `top-right` or `top-left`. */
  @property() position?: string;
  /** Hides the button: `chat.hidden`. */
  @property({ attribute: 'button-hidden', converter: flag }) buttonHidden?: boolean;
  /** Name shown for the team: `chat.name`. */
  @property({ attribute: 'chat-name' }) chatName?: string;
  /** Picture shown for the team: `chat.avatarUrl`. */
  @property({ attribute: 'avatar-url' }) avatarUrl?: string;
  /** Hides the button while nobody is online: `chat.hideWhenOffline`. */
  @property({ attribute: 'hide-when-offline', converter: flag }) hideWhenOffline?: boolean;
  /** Leaves out the line that names the product: `chat.hideBranding`. */
  @property({ attribute: 'hide-branding', converter: flag }) hideBranding?: boolean;
  /** Does not show whether anybody is online: `chat.showOnlineStatus`, inverted. */
  @property({ attribute: 'hide-online-status', converter: flag }) hideOnlineStatus?: boolean;
  /** Does not show pictures: `chat.showAvatars`, inverted. */
  @property({ attribute: 'hide-avatars', converter: flag }) hideAvatars?: boolean;
  /** Does not show names: `chat.showNames`, inverted. */
  @property({ attribute: 'hide-names', converter: flag }) hideNames?: boolean;
  /** Does not open the chat again at the next page: `chat.rememberOpenState`, inverted. */
  @property({ attribute: 'forget-open-state', converter: flag }) forgetOpenState?: boolean;

  /** Styling variables: `chat.variables`. As an attribute: JSON. */
  @property({ converter: json }) variables?: Partial<Variables>;
  /** Texts: `messages`. As an attribute: JSON. */
  @property({ converter: json }) messages?: NonNullable<MissiveChatConfig['messages']>;
  /** What the visitor is asked: `visitor`. As an attribute: JSON. */
  @property({ converter: json }) visitor?: NonNullable<MissiveChatConfig['visitor']>;
  /** Other ways to reach the team: `support`. As an attribute: JSON. */
  @property({ converter: json }) support?: NonNullable<MissiveChatConfig['support']>;
  /** Who the visitor is: `user`. As an attribute: JSON. */
  @property({ converter: json }) user?: Person | null;
  /** Data attached to every message: `meta`. As an attribute: JSON. */
  @property({ converter: json }) meta?: Meta;
  /** The whole `MissiveChatConfig`; the other attributes win over it. As an attribute: JSON. */
  @property({ converter: json }) config?: MissiveChatConfig;

  /** Public settings of the account, when the page has them already: saves the first request. */
  @property({ attribute: false }) preset?: PublicSettings | null;

  /** Loads the transport in place of Twilio's; for tests. @internal */
  @property({ attribute: false }) loadConnect?: () => Promise<Connect>;

  readonly #internals = this.attachInternals();
  readonly #runtime = new RuntimeLayer();
  #settings: Settings = this.#runtime.resolveOver([]);
  /** What the account's Setup page says, once it was asked. */
  #accountConfig: PublicSettings['config'] = {};
  #widget: Widget | null = null;
  #isReady = false;
  /** Events of calls that were made before the widget was ready; they follow `missive-ready`. */
  #held: (() => void)[] = [];

  /** The settings in force, all layers merged. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Opens the window. Without effect when it is open. */
  open(): void {
    this.#setOpened(true);
  }

  /** Closes the window. Without effect when it is closed. */
  close(): void {
    this.#setOpened(false);
  }

  /** Opens the window, or closes it. */
  toggle(): void {
    this.#setOpened(!this.opened);
  }

  /** Shows the button. Does not open the window. */
  showButton(): void {
    this.#runtime.setButtonHidden(false);
    this.#configure();
  }

  /** Hides the button. Does not close the window. */
  hideButton(): void {
    this.#runtime.setButtonHidden(true);
    this.#configure();
  }

  /**
   * Says who the visitor is. Another e-mail is another person with a history of their own; nobody (`null`, `{}`) logs
   * the visitor out.
   */
  setUser(user: Person | null | undefined): void {
    hintAtNearMisses({ user });
    // Nobody: also whoever has typed a name into the form is forgotten.
    if (ownNames(user).length === 0) this.#widget?.forget();
    this.#runtime.setUser(user);
    this.#configure();
  }

  /** Replaces the data that the site attaches to every message. */
  setMeta(meta: Meta): void {
    this.#runtime.setMeta(meta);
    this.#configure();
  }

  /** Adds to the data that the site attaches; what is set already stays. */
  addMeta(meta: Meta): void {
    this.#runtime.addMeta(meta, this.#resolve().meta);
    this.#configure();
  }

  /** Changes styling variables; `null` resets one. Names with leading dashes or in camel case are accepted. */
  setVariables(variables: Partial<Record<string, string | null>>): void {
    this.#runtime.setVariables(variables);
    this.#configure();
  }

  /** Forgets the visitor on this device: token, history on screen, and what was remembered. */
  logout(): void {
    this.setUser(null);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (readsJson(name, value)) super.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the page disconnects and connects again within the same turn; that is no end.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    // Before the start there is nothing to stop, and what early calls have caused must not get lost.
    if (this.#widget !== null && (changed.has('account') || changed.has('server'))) this.#stop();
    if (changed.has('config')) hintAtNearMisses(this.config);
    if (changed.has('user')) hintAtNearMisses({ user: this.user });
    this.#configure();
    if (this.#widget === null) this.#startWidget();
    else if (changed.has('opened')) this.#widget.follow(this.opened, false);
  }

  #setOpened(isOpen: boolean, byVisitor = false): void {
    if (this.opened === isOpen) return;
    this.opened = isOpen;
    this.#widget?.follow(isOpen, byVisitor);
    this.#dispatch(isOpen ? 'missive-open' : 'missive-close', undefined);
  }

  #configure(): void {
    this.#settings = this.#resolve();
    this.#widget?.configure(this.#settings);
  }

  #resolve(): Settings {
    return this.#runtime.resolveOver([this.#accountConfig, this.config, pageSettings(this)], valueCheck);
  }

  #startWidget(): void {
    const id = this.account ?? readOwn(this.config, 'id');
    const account = typeof id === 'string' ? id.trim() : '';
    // An account may still be on its way: frameworks set properties one by one.
    if (account === '' || !this.isConnected) return;
    const { settings, loadConnect, preset = null } = this;
    const server = (this.server ?? new URL(import.meta.url).origin).replace(/\/+$/, '');
    const shadowRoot = this.renderRoot as ShadowRoot;
    this.#widget = new Widget(
      { account, server, preset, settings, shadowRoot, loadConnect },
      {
        isOpen: () => this.opened,
        setOpened: this.#setOpened.bind(this),
        adopt: (config) => {
          this.#accountConfig = config;
          this.#configure();
        },
        dispatch: this.#dispatch.bind(this),
        reflect: ({ status, unread }) => {
          for (const name of ['online', 'offline', 'connecting']) this.#setState(name, name === status);
          this.#setState('unread', unread > 0);
        },
      },
    );
  }

  #setState(name: string, isSet: boolean): void {
    try {
      this.#internals.states[isSet ? 'add' : 'delete'](name);
    } catch {
      // A browser without them; the page's style then goes without.
    }
  }

  #stop(): void {
    this.#widget?.stop();
    this.#widget = null;
    this.#accountConfig = {};
    this.#isReady = false;
    this.#held = [];
  }

  #dispatch<Name extends keyof MissiveChatEvents>(name: Name, detail: MissiveChatEvents[Name]): void {
    const dispatch = (): void => {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    };
    if (name === 'missive-ready') this.#isReady = true;
    else if (!this.#isReady) {
      this.#held.push(dispatch);
      return;
    }
    dispatch();
    for (const held of this.#held.splice(0)) held();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'missive-chat': MissiveChat;
  }
}
