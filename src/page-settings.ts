/**
 * The layer of settings that stands in the element's attributes and properties, in the shape of `MissiveChatConfig`.
 * Pure; called by the element.
 */
import type { MissiveChatConfig } from './settings/config.js';

/** The element's properties that are options; `undefined` leaves the choice to the weaker layers. */
export interface PageOptions {
  position?: string | undefined;
  buttonHidden?: boolean | undefined;
  chatName?: string | undefined;
  avatarUrl?: string | undefined;
  hideWhenOffline?: boolean | undefined;
  hideBranding?: boolean | undefined;
  hideOnlineStatus?: boolean | undefined;
  hideAvatars?: boolean | undefined;
  hideNames?: boolean | undefined;
  forgetOpenState?: boolean | undefined;
  variables?: object | undefined;
  messages?: object | undefined;
  visitor?: object | undefined;
  support?: object | undefined;
  user?: object | null | undefined;
  meta?: object | undefined;
}

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

export function pageSettings(options: PageOptions): MissiveChatConfig {
  const { variables, messages, visitor, support, user, meta } = options;
  return {
    chat: {
      position: options.position,
      hidden: options.buttonHidden,
      name: options.chatName,
      avatarUrl: options.avatarUrl,
      hideWhenOffline: options.hideWhenOffline,
      hideBranding: options.hideBranding,
      showOnlineStatus: not(options.hideOnlineStatus),
      showAvatars: not(options.hideAvatars),
      showNames: not(options.hideNames),
      rememberOpenState: not(options.forgetOpenState),
      variables,
    },
    messages,
    visitor,
    support,
    user,
    meta,
    // What is undefined is not set: the merge passes over it.
  } as MissiveChatConfig;
}
