import { Fragment, type ReactNode } from 'react';
import { previewAddress } from '#api/preview-address.ts';
import type { CloudRow, RowFields } from '#lib/cloud-row.ts';
import { hostName, rowName } from '#lib/row-name.ts';
import { addressOf } from '#lib/storage-address.ts';
import { isMixedContent } from '#lib/storage-endpoint.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { Table, TableCell } from '#ui/table.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import shared from './cloud-access.module.css';
import styles from './row-table.module.css';

/** What stands open in the card; one thing at a time, so that nothing typed is lost by opening another. */
export type Open =
  | { readonly what: 'nothing' }
  | {
      readonly what: 'add';
      /** what a new row begins with */ readonly start?: Partial<RowFields> | undefined;
    }
  | { readonly what: 'edit' | 'test' | 'remove'; readonly row: CloudRow };

interface RowTableProps {
  readonly rows: readonly CloudRow[];
  readonly open: Open;
  /** why nothing else can be opened now */
  readonly reason: string | undefined;
  readonly onOpen: (open: Open) => void;
  /** what stands below the row that is tested or edited */
  readonly panel: (row: CloudRow) => ReactNode;
}

const columns = [
  { key: 'bucket', label: 'Bucket' },
  { key: 'key', label: 'Key' },
  { key: 'secret', label: 'Secret / SAS' },
  { key: 'token', label: 'Token' },
  { key: 'region', label: 'Region' },
  { key: 'host', label: 'Host (Endpoint)' },
  { key: 'actions', label: 'Actions', hidden: true },
];

/** The rows, secrets masked. */
export const RowTable = ({ rows, open, reason, onOpen, panel }: RowTableProps) => {
  const isOpen = (row: CloudRow): boolean => (open.what === 'test' || open.what === 'edit') && open.row.id === row.id;
  return (
    <div className={styles['rows']}>
      <Table label="Access keys" columns={columns} wide>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <tr>
              <TableCell label="Bucket">
                {row.bucket === '' ? <span className={shared['absent']}>all</span> : <Word title={row.bucket}>{row.bucket}</Word>}
              </TableCell>
              <TableCell label="Key">
                {row.key !== '' && (
                  <code className={classes(shared['value'], styles['key'])} title={row.key}>
                    {row.key}
                  </code>
                )}
              </TableCell>
              <TableCell label="Secret / SAS">
                <Masked />
              </TableCell>
              <TableCell label="Token">{row.token !== '' && <Masked />}</TableCell>
              <TableCell label="Region">{row.region !== '' && <Word title={row.region}>{row.region}</Word>}</TableCell>
              <TableCell label="Host (Endpoint)">
                {row.host === '' ? (
                  <span className={shared['absent']}>{hostName('')}</span>
                ) : (
                  <span className={classes(shared['value'], styles['word'], styles['host'])} title={row.host}>
                    {withBreaks(row.host)}
                  </span>
                )}
                {isMixedContent(row.host, location.protocol) && <Badge tone="warning">blocked: http on an https page</Badge>}
              </TableCell>
              <TableCell label="Actions" as="actions">
                <RowActions row={row} name={rowName(row, rows)} reason={reason} onOpen={onOpen} />
              </TableCell>
            </tr>
            {isOpen(row) && (
              <tr>
                <td className={styles['panel']} colSpan={columns.length}>
                  {panel(row)}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </Table>
    </div>
  );
};

interface WordProps {
  /** all of it, for where it does not fit */
  readonly title: string;
  readonly children: ReactNode;
}

const Word = ({ title, children }: WordProps) => (
  <span className={styles['word']} title={title}>
    {children}
  </span>
);

/** A host, which may go on in the next line behind its scheme and each of its dots. */
const withBreaks = (host: string): ReactNode => {
  const [first, ...others] = host.match(/^https?:\/\/|[^.]*\.|[^.]+$/g) ?? [];
  return others.reduce<ReactNode>(
    (before, part) => (
      <>
        {before}
        <wbr />
        {part}
      </>
    ),
    first,
  );
};

const Masked = () => (
  <>
    <span className={styles['masked']} aria-hidden="true">
      ••••••••
    </span>
    <VisuallyHidden>hidden</VisuallyHidden>
  </>
);

interface RowActionsProps {
  readonly row: CloudRow;
  readonly name: string;
  readonly reason: string | undefined;
  readonly onOpen: (open: Open) => void;
}

const RowActions = ({ row, name, reason, onOpen }: RowActionsProps) => (
  <div className={styles['actions']}>
    <TextLink href={previewAddress(addressOf(row, row.bucket))}>
      Browse <VisuallyHidden>{name}</VisuallyHidden>
    </TextLink>
    {(['test', 'edit', 'remove'] as const).map((what) => (
      <Button key={what} id={`${what}-${row.id}`} size="s" variant="quiet" reason={reason} onClick={() => onOpen({ what, row })}>
        {words[what]} <VisuallyHidden>{name}</VisuallyHidden>
      </Button>
    ))}
  </div>
);

const words = { test: 'Test', edit: 'Edit', remove: 'Remove' } as const;
