import type { Findable } from '#ui/search-option.tsx';

/** What can be gone to or done. */
export interface SearchEntry extends Findable {
  readonly choose: () => void;
}
