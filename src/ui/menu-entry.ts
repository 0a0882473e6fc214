import type { ReactNode } from 'react';

/** What is done at once. */
export interface ActionEntry {
  readonly kind: 'action';
  readonly label: string;
  /** how many it is about; stands behind the label */
  readonly count?: number | undefined;
  readonly icon?: ReactNode;
  /** why it cannot be chosen now */
  readonly reason?: string | undefined;
  readonly onSelect: () => void;
}

/** What can stand in a menu. */
export type MenuEntry =
  | ActionEntry
  | { readonly kind: 'link'; readonly label: string; readonly icon?: ReactNode; readonly href: string }
  | {
      readonly kind: 'choice';
      /** what is chosen; heads the options */
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly onChange: (value: string) => void;
      /** somebody reaches for an option that is not chosen yet */
      readonly onReach?: ((value: string) => void) | undefined;
    };
