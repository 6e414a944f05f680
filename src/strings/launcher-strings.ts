/** The words of `strings.ts` that the launcher needs: they come with every page view, the others with the window. */
export interface LauncherStrings {
  /** Number of unread messages, as part of the button's name. */
  unread: (count: number) => string;
}

export const englishLauncher: LauncherStrings = {
  unread: (count) => (count === 1 ? '1 new message' : `${String(count)} new messages`),
};
