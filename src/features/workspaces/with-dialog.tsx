import { useState, type ReactNode } from 'react';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { soon } from '#ui/soon.ts';
import type { WorkspaceDialogProps } from './workspace-dialog.tsx';

const WorkspaceDialog = soon(lazily(() => import('./workspace-dialog.tsx').then((file) => file.WorkspaceDialog)));

type Without<Props, Name extends string> = Props extends unknown ? Omit<Props, Name> : never;

type WithDialogProps = Without<WorkspaceDialogProps, 'onClose'> & {
  /** draws the button with what opens the dialog */
  readonly children: (opens: Readonly<Record<'onPointerEnter' | 'onFocus' | 'onClick', () => void>>) => ReactNode;
};

/** A button and the dialog that it opens, which is fetched when somebody reaches for the button. */
export const WithDialog = ({ children, ...dialog }: WithDialogProps) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      {children({ onPointerEnter: WorkspaceDialog.preload, onFocus: WorkspaceDialog.preload, onClick: () => setOpen(true) })}
      <Over>{open && <WorkspaceDialog {...dialog} onClose={() => setOpen(false)} />}</Over>
    </>
  );
};
