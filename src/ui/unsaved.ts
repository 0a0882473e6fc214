import { useEffect, useState, useSyncExternalStore } from 'react';

interface Form {
  /** Says that what is in it is never lost by going back. */
  readonly refuse?: (() => void) | undefined;
}

/** Every mounted form with text that was not saved. */
const forms = new Set<Form>();
const listeners = new Set<() => void>();

const changed = (): void => {
  for (const listener of listeners) listener();
};

/**
 * While `dirty`, nobody leaves the page, or the dialog that the form is in, without being asked. With `refuse`, which says why, Back does not leave it
 * at all: for what nobody can make again.
 */
export const useUnsavedGuard = (dirty: boolean, refuse?: () => void): void => {
  useEffect(() => {
    if (!dirty) return undefined;
    const form = { refuse };
    forms.add(form);
    changed();
    return () => {
      forms.delete(form);
      changed();
    };
  }, [dirty, refuse]);
};

/** What refuses to be lost, if anything does. */
export const refusal = (): (() => void) | undefined => [...forms].find(({ refuse }) => refuse !== undefined)?.refuse;

/** Whether any form on the page has text that was not saved, at this moment. */
export const isAnyUnsaved = (): boolean => forms.size > 0;

/** Gives up what was typed: nobody is asked about it any more. */
export const dropUnsaved = (): void => {
  forms.clear();
  changed();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** As `isAnyUnsaved`, followed. */
export const useAnyUnsaved = (): boolean => useSyncExternalStore(subscribe, isAnyUnsaved);

/** Answers whether text became unsaved since this was mounted. In a modal dialog that can only be its own: what is below cannot be typed into. */
export const useOwnUnsaved = (): (() => boolean) => {
  const [before] = useState(() => new Set(forms));
  return () => [...forms].some((form) => !before.has(form));
};
