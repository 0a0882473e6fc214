import { useEffect, useState } from 'react';
import type { organization } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { roleNames } from '#lib/role-names.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SearchOptions } from '#ui/search-options.tsx';
import { useSettled } from '#ui/use-settled.ts';
import { currentFirst, matching } from './model.ts';

interface SwitchDialogProps {
  readonly workspaces: readonly organization.Workspace[];
  readonly current: string;
  readonly onSwitch: (workspace: string) => void;
  /** somebody is about to switch there */
  readonly onReach: (workspace: string) => void;
  readonly onClose: () => void;
}

/** Finds one of many workspaces by a part of its name and switches to it. */
export const SwitchDialog = ({ workspaces, current, onSwitch, onReach, onClose }: SwitchDialogProps) => {
  const [text, setText] = useState('');
  const found = matching(currentFirst(workspaces, current), text);
  const options = found.map(({ id, name, role }) => ({
    value: id,
    label: name,
    note: id === current ? 'Currently active' : role && roleNames[role],
  }));
  /** where the arrows or the pointer went */
  const [active, setActive] = useState<string>();
  const reached = useSettled(active ?? (text === '' ? '' : (options[0]?.value ?? '')));
  useEffect(() => {
    if (reached !== '' && reached !== current) onReach(reached);
  }, [reached, current, onReach]);

  return (
    <Dialog title="Switch workspace" size="s" onClose={onClose}>
      <SearchOptions
        label="Search workspaces"
        listLabel="Workspaces"
        show="list"
        text={text}
        onText={(typed) => {
          setText(typed);
          setActive(undefined);
        }}
        options={options}
        value={current}
        onActive={(option) => setActive(option?.value)}
        onChoose={({ value }) => {
          onClose();
          if (value !== current) onSwitch(value);
        }}
        empty={`None of your ${number(workspaces.length)} workspaces has “${text}” in its name.`}
      />
    </Dialog>
  );
};
