/**
 * On a small screen the open window takes all of it, and nothing else can be reached: it is a modal dialog, whose focus
 * and whose way back the browser keeps. It gives way to the keyboard of the screen. Called by the widget's window module.
 */

/** @param frame Its style says `--full-screen` while the window takes the whole screen. */
export function createFullScreen(frame: HTMLElement, signal: AbortSignal): () => void {
  const update = (): void => {
    const dialog = frame.querySelector('dialog');
    const isModal = getComputedStyle(frame).getPropertyValue('--full-screen') !== '';
    if (dialog === null || dialog.open === isModal) return;
    if (!isModal) {
      dialog.close();
      return;
    }
    const { activeElement } = dialog.getRootNode() as ShadowRoot;
    dialog.showModal();
    // Else the browser would put the focus, and its ring, on the button that closes.
    (dialog.contains(activeElement) ? (activeElement as HTMLElement) : dialog).focus();
  };
  const fit = (): void => {
    const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
    frame.style.setProperty('--visible-height', `${String(height)}px`);
    frame.style.setProperty('--visible-top', `${String(offsetTop)}px`);
  };
  addEventListener('resize', update, { signal });
  for (const change of ['resize', 'scroll']) visualViewport?.addEventListener(change, fit, { signal });
  return update;
}
