import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { SearchOption, type Findable } from './search-option.tsx';
import styles from './search-options.module.css';
import { TextField } from './text-field.tsx';
import { useOptions } from './use-options.ts';

interface SearchOptionsProps<Option extends Findable> {
  /** of the field */
  readonly label: string;
  /** of the list */
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** those that match the text */
  readonly options: readonly Option[];
  /** the one that holds now */
  readonly value: string;
  readonly onChoose: (option: Option) => void;
  /** the focus has come to the field */
  readonly onArrive?: (() => void) | undefined;
  /** the focus has left the field */
  readonly onLeave?: (() => void) | undefined;
  /** what stands in the place of options where there are none */
  readonly empty: ReactNode;
  /** what is said of the options where there are some */
  readonly found?: ReactNode;
  /** `list`: always there, below the field. `popup`: over what is below it, while one types or looks for it */
  readonly show: 'list' | 'popup';
  readonly placeholder?: string | undefined;
  readonly busy?: boolean | undefined;
  /** the option that the arrows or the pointer came to */
  readonly onActive?: ((option: Option | undefined) => void) | undefined;
}

/** The options in their groups, each with its place among all of them. */
const groupsOf = <Option extends Findable>(options: readonly Option[]) => {
  const groups: { readonly name: string | undefined; readonly rows: { readonly option: Option; readonly index: number }[] }[] = [];
  for (const [index, option] of options.entries()) {
    if (groups.at(-1)?.name !== option.group || index === 0) groups.push({ name: option.group, rows: [] });
    groups.at(-1)?.rows.push({ option, index });
  }
  return groups;
};

/** A field and the options that match it (APG: a combobox with a list). The focus stays in the field. */
export const SearchOptions = <Option extends Findable>({
  label,
  listLabel,
  text,
  onText,
  options,
  value,
  empty,
  found,
  show,
  placeholder,
  busy,
  ...then
}: SearchOptionsProps<Option>) => {
  const list = useOptions({ options, always: show === 'list', onActive: then.onActive, onChoose: then.onChoose });
  return (
    <div className={classes(styles['search'], show === 'popup' && styles['popup'])}>
      <TextField
        label={label}
        role="combobox"
        aria-expanded={list.open}
        aria-controls={list.open ? list.id : undefined}
        aria-activedescendant={list.activeId}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => {
          list.start();
          onText(target.value);
        }}
        onKeyDown={list.onKeyDown}
        onClick={list.start}
        onFocus={then.onArrive}
        onBlur={() => {
          list.close();
          then.onLeave?.();
        }}
      />
      {list.open && (
        <div className={styles['options']} id={list.id} role="listbox" aria-label={listLabel} aria-busy={busy} onScroll={list.onScroll}>
          {groupsOf(options.slice(0, list.drawn)).map(({ name, rows }, group) => (
            <div
              key={name ?? ''}
              role={name === undefined ? 'presentation' : 'group'}
              aria-labelledby={name === undefined ? undefined : `${list.id}-group-${group}`}
            >
              {name !== undefined && (
                <div className={styles['group']} id={`${list.id}-group-${group}`} role="presentation">
                  {name}
                </div>
              )}
              {rows.map(({ option, index }) => (
                <SearchOption
                  key={option.value}
                  id={`${list.id}-${index}`}
                  option={option}
                  index={index}
                  count={options.length}
                  active={index === list.active}
                  holds={option.value === value}
                  onReach={() => list.go(index)}
                  onChoose={() => list.choose(option)}
                  onKeyDown={list.onKeyDown}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {list.open && (
        <div className={styles['empty']} role="status">
          {options.length === 0 ? empty : found}
        </div>
      )}
    </div>
  );
};
