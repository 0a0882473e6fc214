import type { ReactNode } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { corsRemedies } from '#lib/cors-remedy.ts';
import { causeCopy, verdictCopy } from '#lib/read-verdict-copy.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { sasLines } from '#lib/sas-copy.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { Notice } from './notice.tsx';
import styles from './verdict-notice.module.css';

/** What a row would have to say instead. */
export type RowChange = Partial<Pick<CloudRow, 'region' | 'style'>>;

interface VerdictNoticeProps {
  readonly verdict: ReadVerdict;
  /** takes over what was found to be right; without it that is only said */
  readonly onUse?: ((change: RowChange) => void) | undefined;
  /** buttons of whoever shows it */
  readonly children?: ReactNode;
}

/** Why a read failed, in plain words, with its remedy. */
export const VerdictNotice = ({ verdict, onUse, children }: VerdictNoticeProps) => {
  const { title, help } = verdictCopy(verdict, location.origin);
  const use = changeOf(verdict);
  return (
    <div className={styles['verdict']}>
      <Notice tone="danger" title={title}>
        {help}
        {verdict.unsent === true && ' Nothing was sent.'}
      </Notice>
      <Remedy verdict={verdict} />
      {((use !== undefined && onUse !== undefined) || children !== undefined) && (
        <div className={styles['buttons']}>
          {use !== undefined && onUse !== undefined && (
            <Button variant="primary" onClick={() => onUse(use.change)}>
              {use.label}
            </Button>
          )}
          {children}
        </div>
      )}
    </div>
  );
};

const changeOf = (verdict: ReadVerdict): { readonly change: RowChange; readonly label: string } | undefined => {
  if (verdict.name === 'wrong_region' && verdict.region !== undefined)
    return { change: { region: verdict.region }, label: `Use ${verdict.region}` };
  if (verdict.name !== 'style') return undefined;
  return { change: { style: verdict.style }, label: `Use ${verdict.style === 'virtual' ? 'virtual-host' : 'path'} style` };
};

/** What there is to paste or to read, beyond words. */
const Remedy = ({ verdict }: Pick<VerdictNoticeProps, 'verdict'>) => {
  switch (verdict.name) {
    case 'cors':
      if (verdict.allowed === true) return null;
      return corsRemedies(verdict, location.origin).map(({ name, where, text }) => (
        <Paste key={name} name={name} text={text}>
          {where}
        </Paste>
      ));
    case 'sas_expired':
    case 'sas_early':
    case 'sas_refused':
      return (
        <dl className={styles['facts']} aria-label="The SAS says">
          {sasLines(verdict.sas).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'unknown':
      return (
        <>
          <ul className={styles['causes']} aria-label="What may be behind it">
            {verdict.left.map((cause) => (
              <li key={cause}>{causeCopy[cause]}</li>
            ))}
          </ul>
          {verdict.allow !== undefined && (
            <Paste name="setting" text={`PROBE_ALLOW=${verdict.allow}`}>
              The server of this page could say more, but does not look at private addresses. Whoever runs it can allow this one, in its
              environment:
            </Paste>
          )}
        </>
      );
    default:
      return null;
  }
};

interface PasteProps {
  readonly name: string;
  readonly text: string;
  readonly children: ReactNode;
}

const Paste = ({ name, text, children }: PasteProps) => (
  <div className={styles['paste']}>
    <p>{children}</p>
    {/* it scrolls, so the keyboard has to reach it */}
    <pre role="region" aria-label={`For ${name}`} tabIndex={0}>
      <code>{text}</code>
    </pre>
    <CopyButton text={text} label={`Copy for ${name}`}>
      Copy
    </CopyButton>
  </div>
);
