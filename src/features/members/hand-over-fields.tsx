import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { TypedName } from '#ui/typed-name.tsx';
import styles from './members.module.css';
import { otherName } from './model.ts';
import { NewOwnerField } from './new-owner-field.tsx';

/** To whom a workspace goes, and its name, typed again. */
export interface HandOver {
  /** the member; undefined: none yet */
  readonly heir: organization.Member | undefined;
  readonly name: string;
}

interface HandOverFieldsProps {
  readonly workspace: organization.Workspace;
  readonly value: HandOver;
  readonly onChange: (value: HandOver) => void;
  readonly onConfirm: () => void;
  /** it was confirmed as it stands: what is missing is said */
  readonly tried: boolean;
  /** why whoever was chosen before cannot take over */
  readonly refused: string | undefined;
}

/** What its only owner says to leave a workspace: who takes over, and which one it is. */
export const HandOverFields = ({ workspace, value, onChange, onConfirm, tried, refused }: HandOverFieldsProps) => (
  <div className={styles['handover']}>
    <p>You are its only owner. Choose who takes over:</p>
    <NewOwnerField
      workspace={workspace}
      value={value.heir}
      error={value.heir === undefined ? (refused ?? (tried ? 'Choose who takes over.' : undefined)) : undefined}
      onChange={(heir) => onChange({ ...value, heir })}
    />
    <TypedName
      name={workspace.name}
      what="hand it over"
      value={value.name}
      maxLength={limits.workspaceName}
      error={tried ? otherName(value.name, workspace) : undefined}
      onChange={(name) => onChange({ ...value, name })}
      onConfirm={onConfirm}
    />
  </div>
);
