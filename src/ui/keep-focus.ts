import { topmostDialog } from './topmost.ts';

/** What the focus can go to: controls, and what takes it from code, such as headings. */
const targets = 'a[href], button, input, select, textarea, [tabindex="-1"]';
const modals = '[role=dialog], [role=alertdialog]';
const popups = `${modals}, [role=menu]`;
/** What Tab comes through at either end of a dialog, beside it: it hands the focus on, and none comes from there. */
const guards = '[data-base-ui-focus-guard]';

/** Where the focus is in one layer of the page: in a pop-up, or in what lies below all of them (null). */
interface Spot {
  readonly layer: Element | null;
  readonly element: HTMLElement;
  /** what is around it, outwards, and its place there */
  readonly around: readonly { readonly parent: Element; readonly index: number }[];
}

const spotOf = (element: HTMLElement): Spot => {
  const around = [];
  for (let child: Element = element; !child.matches(popups);) {
    const parent = child.parentElement;
    // a change of page is no loss: it puts the focus to its heading
    if (parent === null || parent.localName === 'main') break;
    around.push({ parent, index: [...parent.children].indexOf(child) });
    child = parent;
  }
  return { layer: element.closest(popups), element, around };
};

/** Whether it took the focus: what is hidden or disabled does not. */
const takes = (element: HTMLElement): boolean => {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
};

/** Puts the focus to the next control that is still there, else to the one before, else the same around that. */
const focusNear = ({ around }: Spot): boolean =>
  around.some(({ parent, index }) => {
    if (!parent.isConnected) return false;
    const children = [...parent.children];
    return [...children.slice(index), ...children.slice(0, index).toReversed()].some((child) =>
      [child, ...child.querySelectorAll(targets)].some((each) => each instanceof HTMLElement && each.matches(targets) && takes(each)),
    );
  });

/** The dialog that what has the focus lies behind: all below a dialog is hidden from assistive technology, messages and its own pop-ups are not. */
const dialogOver = (element: HTMLElement): Element | undefined => {
  const dialog = topmostDialog();
  return dialog?.contains(element) === false && element.parentElement?.closest('[aria-hidden=true]') ? dialog : undefined;
};

/**
 * Whoever presses a button that goes away (the row that it revokes, an Undo, a question over either) is not thrown back to the start of the page:
 * the focus goes to what is next to it. Nor does Tab lead behind an open dialog, where a press beside it took the focus out of it.
 * Answers a function that ends it.
 */
export const keepFocus = (): (() => void) => {
  const end = new AbortController();
  /** the page, and above it each pop-up */
  const spots: Spot[] = [];
  /** on its way to another control: between the two events the focus is nowhere, and lost it is not */
  let moving = false;

  const settle = (): void => {
    if (moving || document.activeElement !== document.body) return;
    for (let spot = spots.at(-1); spot !== undefined; spot = spots.at(-1)) {
      // it is there: a pop-up above it closed, or it is hidden for a while
      if (spot.element.isConnected) return void takes(spot.element);
      if (focusNear(spot)) return;
      spots.pop();
    }
  };
  // after `left`, which the same event may call later
  const observer = new MutationObserver(() => queueMicrotask(settle));
  observer.observe(document.body, { childList: true, subtree: true });

  const comeBackTo = (dialog: Element): void => {
    const spot = spots.findLast(({ layer }) => layer === dialog);
    if (spot !== undefined && (takes(spot.element) || focusNear(spot))) return;
    if (dialog instanceof HTMLElement) takes(dialog);
  };
  const focused = ({ target }: FocusEvent): void => {
    moving = false;
    if (!(target instanceof HTMLElement) || target.matches(guards)) return;
    const dialog = dialogOver(target);
    if (dialog !== undefined) return comeBackTo(dialog);
    const spot = spotOf(target);
    const known = spots.findIndex(({ layer }) => layer === spot.layer);
    if (known >= 0) spots.splice(known);
    spots.push(spot);
  };
  /** Where it was going may have gone in the meantime. */
  const arrived = (): void => {
    moving = false;
    settle();
  };
  /** A press beside everything leaves by intent. What was removed is known to be so only when the script that did it is through. */
  const left = ({ target, relatedTarget }: FocusEvent): void => {
    moving = relatedTarget !== null;
    if (moving) setTimeout(arrived);
    else
      queueMicrotask(() => {
        if (document.activeElement !== document.body || !(target instanceof HTMLElement) || !target.isConnected) return;
        if (target.closest(modals) === null) spots.length = 0;
        // a dialog that stays keeps the focus: behind it there is nothing to go to
        else setTimeout(settle);
      });
  };
  // before anybody else: what others do about an event may change the page, and `settle` runs between two of them
  document.addEventListener('focusin', focused, { capture: true, signal: end.signal });
  document.addEventListener('focusout', left, { capture: true, signal: end.signal });
  return () => {
    end.abort();
    observer.disconnect();
  };
};
