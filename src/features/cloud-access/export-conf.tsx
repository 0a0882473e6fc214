import { Download } from 'lucide-react';
import { confSection, type ConfRemark } from '#lib/clearml-conf.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { rowName } from '#lib/row-name.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { saveFile } from '#ui/save-file.ts';
import styles from './cloud-access.module.css';
import { mask } from './model.ts';

/** The rows as a section of `clearml.conf`. */
export const ExportConf = ({ rows }: { readonly rows: readonly CloudRow[] }) => {
  const { text, remarks } = confSection(rows);
  return (
    <div className={styles['body']}>
      <pre className={styles['preview']} role="region" aria-label="Section of clearml.conf, secrets masked" tabIndex={0}>
        {confSection(rows, mask).text}
      </pre>
      {remarks.map(({ row, remark }) => (
        <p key={row.id} className={styles['remark']}>
          {rowName(row, rows)}: {remarkWords[remark]}
        </p>
      ))}
      <div className={styles['buttons']}>
        <CopyButton text={text} label="Copy section">
          Copy section
        </CopyButton>
        <Button icon={<Download aria-hidden="true" />} onClick={() => saveFile('clearml-cloud-access.conf', `${text}\n`)}>
          Download
        </Button>
      </div>
    </div>
  );
};

const remarkWords = {
  second_default: 'left out. ClearML has one set of keys for all of AWS.',
  other_cloud: 'left out. ClearML knows accounts of Azure’s public cloud alone, and would send the signature there.',
  google: 'as an S3 host. ClearML reads it by s3://storage.googleapis.com:443/…; for gs:// it wants the key file of a service account.',
  sas: 'the signature stands under account_key, where ClearML’s SDK takes the key of the account. Put that in for the SDK.',
  style: 'the address style is left out. ClearML chooses one of its own.',
} as const satisfies Record<ConfRemark, string>;
