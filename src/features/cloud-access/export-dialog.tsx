import { useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Tabs } from '#ui/tabs.tsx';
import styles from './cloud-access.module.css';
import { ExportConf } from './export-conf.tsx';
import { ExportClearml } from './export-clearml.tsx';

interface ExportDialogProps {
  readonly rows: readonly CloudRow[];
  readonly onClose: () => void;
}

/** The rows in the forms that ClearML reads. Secrets are masked in what is shown, and in the clear in what is copied. */
export const ExportDialog = ({ rows, onClose }: ExportDialogProps) => {
  const [form, setForm] = useState('conf');
  return (
    <Dialog title="Export access keys" size="l" onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className={styles['body']}>
        <Notice tone="warning" title="Secrets leave this page in the clear">
          Below they are masked. What you copy or download has them as they are: whoever reads it can use your buckets.
        </Notice>
        <Tabs
          label="Form"
          value={form}
          onChange={setForm}
          tabs={[
            { id: 'conf', label: 'clearml.conf', content: <ExportConf rows={rows} /> },
            { id: 'clearml', label: 'ClearML’s own pages', content: <ExportClearml rows={rows} /> },
          ]}
        />
      </div>
    </Dialog>
  );
};
