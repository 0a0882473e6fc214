import { useEffect, useEffectEvent, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { saveFile } from '#ui/save-file.ts';
import { useToast } from '#ui/toast.tsx';
import { Counted } from './counted.tsx';
import { exportMembers, exportName, type Exported } from './export-members.ts';
import { isNarrowed } from './listing.ts';
import type { Listing } from './queries.ts';

interface ExportDialogProps {
  readonly workspace: organization.Workspace;
  readonly listing: Listing;
  readonly onClose: () => void;
}

/** Hands all members that match to the browser as a file. Closing it stops that. */
export const ExportDialog = ({ workspace, listing, onClose }: ExportDialogProps) => {
  const [failure, setFailure] = useState<unknown>();
  const toast = useToast();

  const save = (file: Blob, members: number): void => {
    saveFile(exportName(workspace.name, Date.now()), file);
    toast(`${count(members, 'member')} exported`);
    onClose();
  };

  return (
    <Dialog title="Export members" size="s" onClose={onClose} footer={<Button onClick={onClose}>Cancel</Button>}>
      {failure === undefined ? (
        <Exporting workspace={workspace.id} listing={listing} onRead={save} onFailed={setFailure} />
      ) : (
        <FailurePanel title="The members could not be read" message={failureCopy(failure)} onRetry={() => setFailure(undefined)} />
      )}
    </Dialog>
  );
};

interface ExportingProps {
  /** its id */
  readonly workspace: string;
  readonly listing: Listing;
  readonly onRead: (file: Blob, members: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Reads them for as long as it is mounted, and says how far it has come. */
const Exporting = ({ workspace, listing, onRead, onFailed }: ExportingProps) => {
  const [exported, setExported] = useState<Exported>();
  const read = useEffectEvent(onRead);
  const fail = useEffectEvent(onFailed);

  useEffect(() => {
    const stop = new AbortController();
    exportMembers({ workspace, listing, signal: stop.signal, onProgress: setExported }).then(
      ({ file, members }) => read(file, members),
      (error: unknown) => stop.signal.aborted || fail(error),
    );
    return () => stop.abort();
  }, [workspace, listing]);

  // how many match is known at the end only
  return <Counted label="Reading members" done={exported?.done ?? 0} total={isNarrowed(listing) ? undefined : exported?.total} />;
};
