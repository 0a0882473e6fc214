import { Check } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import styles from './search-options.module.css';

/** What can be found. */
export interface Findable {
  readonly value: string;
  readonly label: string;
  /** a word about it, beside it */
  readonly note?: string | undefined;
  /** heads it and those after it of the same group */
  readonly group?: string | undefined;
}

interface SearchOptionProps {
  readonly option: Findable;
  readonly id: string;
  /** its place among all of them, from 0 */
  readonly index: number;
  readonly count: number;
  /** whether the arrows are at it */
  readonly active: boolean;
  /** whether it holds now */
  readonly holds: boolean;
  readonly onReach: () => void;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One of the options of a search. */
export const SearchOption = ({ option, id, index, count, active, holds, onReach, onChoose, onKeyDown }: SearchOptionProps) => (
  <div
    className={styles['option']}
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={active}
    aria-setsize={count}
    aria-posinset={index + 1}
    // the focus stays in the field
    onMouseDown={(event) => event.preventDefault()}
    onMouseMove={onReach}
    onClick={onChoose}
    onKeyDown={onKeyDown}
  >
    <span className={styles['mark']}>{holds && <Check aria-hidden="true" />}</span>
    <span className={styles['label']}>{option.label}</span>
    {option.note !== undefined && <span className={styles['note']}>{option.note}</span>}
  </div>
);
