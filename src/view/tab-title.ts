/** Puts the notice of unread messages before the title of the tab, and takes it off again. */
export interface TabTitle {
  /** @param notice Words to show; `''` for none. */
  show(notice: string): void;
}

export function createTabTitle(page: Document): TabTitle {
  let prefix = '';
  return {
    show(notice) {
      // The page may have changed its title meanwhile: only what was put there is taken off.
      const own = prefix !== '' && page.title.startsWith(prefix) ? page.title.slice(prefix.length) : page.title;
      prefix = notice === '' ? '' : `${notice} · `;
      if (page.title !== prefix + own) page.title = prefix + own;
    },
  };
}
