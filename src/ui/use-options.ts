import { useEffect, useId, useState, type KeyboardEvent, type UIEvent } from 'react';

interface OptionsOf<Option> {
  readonly options: readonly Option[];
  /** whether the list is there whatever happens */
  readonly always: boolean;
  readonly onActive: ((option: Option | undefined) => void) | undefined;
  readonly onChoose: (option: Option) => void;
}

/** So many options are drawn at first, and as many more as one goes on to. */
const batch = 40;

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The keys of a field with a list of options: arrows go through them, around the ends, Home and End to these; Enter chooses; Escape closes the list
 * and nothing else. What composes letters keeps its keys.
 */
export const useOptions = <Option>({ options, always, onActive, onChoose }: OptionsOf<Option>) => {
  const id = useId();
  const [at, setAt] = useState(0);
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(batch);
  const open = always || opened;
  const active = Math.min(at, options.length - 1);
  const activeId = open && active >= 0 ? `${id}-${active}` : undefined;

  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const go = (index: number): void => {
    if (index === active) return;
    setAt(index);
    onActive?.(options[index]);
  };
  const choose = (option: Option | undefined): void => {
    if (option === undefined) return;
    setOpened(false);
    onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // a held Enter does not choose in what it has opened
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const step = steps[event.key];
    if (step !== undefined && !open) setOpened(true);
    else if (step !== undefined) go((active + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Home' && open && plain) go(0);
    else if (event.key === 'End' && open && plain) go(options.length - 1);
    else if (event.key === 'Enter' && open) choose(options[active]);
    else if (event.key === 'Escape' && opened && !always) setOpened(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const start = (): void => {
    setAt(0);
    setWanted(batch);
    setOpened(true);
  };
  const drawn = Math.max(wanted, active + 1);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent): void => {
    if (scrollHeight - scrollTop < 2 * clientHeight) setWanted(drawn + batch);
  };
  return { id, open, drawn, onScroll, active, activeId, go, choose, start, close: (): void => setOpened(false), onKeyDown };
};
